import type { Browser } from '@playwright/test'
import type { TwoDevices } from './fixtures.ts'

export interface Column {
  readonly title: string
  readonly devices: TwoDevices
  /** Written across the laptop. */
  readonly note?: string
}

/** Draws what both devices of each column show right now, with a caption above: one picture of an animation. */
export async function drawFrame(
  browser: Browser,
  caption: string,
  columns: readonly Column[],
): Promise<Buffer> {
  const drawn = await Promise.all(columns.map(drawColumn))
  const page = await browser.newPage({ viewport: { width: 1200, height: 470 } })
  await page.setContent(
    `<style>${style}</style><h1>${caption}</h1><div class="columns">${drawn.join('')}</div>`,
  )
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
  const screenshot = await page.screenshot()
  await page.close()
  return screenshot
}

async function drawColumn({ title, note, devices: { here, there } }: Column) {
  const [laptop, phone] = await Promise.all([here, there].map(({ page }) => page.screenshot()))
  const image = (name: string, png?: Buffer) =>
    `<img class="${name}" alt="" src="data:image/png;base64,${png?.toString('base64')}">`
  const across = note ? `<p>${note}</p>` : ''
  return `<section><h2>${title}</h2>${image('laptop', laptop)}${across}${image('phone', phone)}</section>`
}

const style = `
  body { margin: 0; padding: 16px 20px; background: #e9edf2; color: #16202c; font: 16px system-ui, sans-serif }
  h1 { margin: 0 0 12px; font-size: 22px; text-align: center }
  h2 { margin: 0 0 8px; font-size: 16px; font-weight: 600 }
  .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 20px }
  section { position: relative }
  img { border: 1px solid #8a97a6; border-radius: 6px; background: #fff }
  p { position: absolute; left: 24px; bottom: 60px; margin: 0; padding: 8px 14px; border-radius: 6px; background: #b3261e; color: #fff; font-weight: 600 }
  .laptop { width: 480px }
  .phone { position: absolute; right: 0; bottom: -40px; width: 150px; border-radius: 14px; box-shadow: 0 4px 14px #0005 }
`
