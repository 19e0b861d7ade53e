import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { overflowOf } from '@unsticky/storefront/testing'
import type { Device } from './devices.ts'

/**
 * What has to be true of every page: usable by everybody, legible in light and dark, and no wider than its window. The
 * laptop is looked at in light, and in the dark for its contrasts; the phone in the dark.
 */
export async function checkPage({ name, page }: Device): Promise<void> {
  if (name === 'laptop') {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await findsNothing(axe())
  }
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await findsNothing(name === 'phone' ? axe() : axe().withRules(['color-contrast']), 'in the dark')
  expect.soft(await overflowOf(page), `pixels by which ${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)

  // Legacy: in the page itself, not in a second one for each check. The shop has no frames, which is what that is for.
  function axe() {
    return new AxeBuilder({ page }).setLegacyMode()
  }

  async function findsNothing(builder: AxeBuilder, where = '') {
    const { violations } = await builder.analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    )
    expect.soft(found, `what axe finds on ${page.url()} ${where}`).toEqual([])
  }
}
