import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test'

export type DeviceName = 'laptop' | 'phone'

/** A browser with cookies of its own, and one page in it. */
export interface Device {
  readonly name: DeviceName
  readonly context: BrowserContext
  readonly page: Page
  /** See `watchConsole`. */
  readonly complaints: string[]
}

const settings: Readonly<Record<DeviceName, BrowserContextOptions>> = {
  laptop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
}

/** Opens a device that nobody has used before. */
export async function openDevice(
  browser: Browser,
  name: DeviceName,
  options: BrowserContextOptions & { readonly baseURL: string },
): Promise<Device> {
  const context = await browser.newContext({ ...settings[name], ...options })
  const page = await context.newPage()
  return { name, context, page, complaints: watchConsole(page) }
}

/** What the console of a page says from now on that it should not: errors, warnings, violations of its policy. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** The instance that made the page on the screen, by the badge at its foot. */
export async function servedBy({ page }: Device): Promise<string> {
  const badge = page.locator('[data-badge-instance]')
  await expect(badge).not.toBeEmpty()
  return String(await badge.textContent())
}

/** The browser notes every answer of 400 and more, and every connection that broke; a test that expects them says so. */
export const isFailedRequest = (complaint: string): boolean =>
  /Failed to load resource|net::ERR_/.test(complaint)
