import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { overflowOf } from '@unsticky/storefront/testing'
import { expect, test } from '../../src/control-room/fixtures.ts'

for (const width of [390, 1280, 1920] as const) {
  test(`at ${width} pixels, in light and dark, axe finds nothing and nothing scrolls sideways`, async ({
    openRoom,
  }) => {
    const { page } = await openRoom({ width })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const theme of ['light', 'dark'] as const) {
      await page.getByLabel('Colours').selectOption(theme)
      await page.getByRole('button', { name: 'Guided tour' }).click()
      expect.soft(await axeFindings(page), theme).toEqual([])
      await page.keyboard.press('Escape')
    }
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
  })
}

test('the colours are those of the system until others are chosen, which the browser remembers', async ({
  openRoom,
}) => {
  const { page } = await openRoom()
  const surface = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await surface()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await surface()
  expect(dark).not.toBe(light)

  await page.getByLabel('Colours').selectOption('light')
  expect(await surface()).toBe(light)
  await page.reload()
  await expect(page.getByLabel('Colours')).toHaveValue('light')
  expect(await surface()).toBe(light)

  await page.getByLabel('Colours').selectOption('system')
  expect(await surface()).toBe(dark)
  await page.reload()
  await expect(page.getByLabel('Colours')).toHaveValue('system')
  expect(await surface()).toBe(dark)
})

test('nothing in the page is inline, and nobody else may use it', async ({ openRoom, room, browser }) => {
  const { page } = await openRoom()
  const answer = await page.reload()
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
  expect(await answer?.text()).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=|javascript:/i)

  const stranger = await (await browser.newContext()).newPage()
  // The same server by another name: a foreign Host here, a foreign Origin for the room.
  const localhost = room.origin.replace('127.0.0.1', 'localhost')
  expect((await stranger.goto(localhost))?.status()).toBe(403)
  const reset = () => fetch('/api/reset', { method: 'POST' }).then(({ status }) => status)
  expect(await stranger.evaluate(reset)).toBe(403)
  const fromElsewhere = (url: string) =>
    fetch(`${url}/api/snapshot`).then(
      () => 'answered',
      () => 'refused',
    )
  expect(await stranger.evaluate(fromElsewhere, room.origin)).toBe('refused')
  await stranger.context().close()
})

async function axeFindings(page: Page) {
  // The frames are the shop, whose pages have tests of their own.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
