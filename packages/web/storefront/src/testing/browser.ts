import { browserArguments, ensureBrowser } from '@unsticky/local-cloud/browser'
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'

/** Starts the browser of this machine, which is installed first where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const { path } = await ensureBrowser()
  return chromium.launch({ executablePath: path, args: [...browserArguments] })
}

/** One device with a page, and what its console complained of: errors, warnings, policy violations. */
export async function openDevice(browser: Browser, baseURL: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { context, page, complaints }
}
