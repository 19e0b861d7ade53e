import AxeBuilder from '@axe-core/playwright'
import { browserArguments, ensureBrowser } from '@unsticky/local-cloud/browser'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ColumnId } from '../snapshot.ts'
import type { OpenRoom } from './open-room.ts'

const patient = { timeout: 40_000, interval: 250 }

/** What a person does on the page, on real fleets. */
export function describePage(room: () => OpenRoom): void {
  describe('the page', { timeout: 120_000 }, () => {
    let browser: Browser

    beforeAll(async () => {
      const { path } = await ensureBrowser()
      browser = await chromium.launch({ executablePath: path, args: [...browserArguments] })
    }, 300_000)

    afterAll(() => browser?.close())

    it('shows who loses carts when a person kills an instance on each side', async () => {
      await using opened = await open(1280)
      const { page } = opened
      await expect
        .poll(async () => (await cartsChecked('before')) + (await cartsChecked('after')), patient)
        .toBeGreaterThan(12)

      for (const id of ['before', 'after'] as const)
        await firstReady(page, id).getByRole('button', { name: /^Kill/ }).click()

      await expect.poll(() => lost(page, 'before'), patient).toBeGreaterThan(0)
      expect(await lost(page, 'after')).toBe(0)
      await page
        .getByRole('status')
        .filter({ hasText: /Before: \d+ carts? lost/ })
        .waitFor({ state: 'attached' })
      expect(await page.locator('.instance[data-state="killed"]').count()).toBe(2)
    })

    it('can be used with the keyboard alone', async () => {
      await using opened = await open(1280)
      const { page } = opened
      const freeze = column(page, 'after')
        .getByRole('button', { name: /^Freeze/ })
        .first()

      await freeze.focus()
      await page.keyboard.press('Enter')
      const thaw = column(page, 'after').getByRole('button', { name: /^Thaw/ })
      await thaw.waitFor()
      await thaw.focus()
      await page.keyboard.press('Space')

      await expect.poll(() => page.locator('.instance[data-state="frozen"]').count(), patient).toBe(0)
    })

    it('shows the real shop on two devices, in frames that only it may open', async () => {
      await using opened = await open(1280)
      const { page } = opened

      const phone = page.frameLocator('[data-column="after"] [data-device="phone"] iframe')

      await phone.locator('[data-line="copper-kettle"]').waitFor()
      await phone.locator('[data-badge-instance]').waitFor()
    })

    it('leads through seven stops and puts the focus on each', async () => {
      await using opened = await open(390)
      const { page } = opened
      const tour = page.getByRole('complementary', { name: 'Guided tour' })
      const titles = new Set<string>()

      await page.getByRole('button', { name: 'Guided tour' }).click()
      for (let stop = 1; stop <= 7; stop++) {
        await tour.getByText(`Stop ${stop} of 7`).waitFor()
        await expect.poll(() => page.evaluate('document.activeElement.tagName'), patient).toBe('H2')
        expect(await page.locator('[data-marked="true"]').count()).toBeGreaterThan(0)
        titles.add((await tour.getByRole('heading').textContent()) ?? '')
        await tour.getByRole('button', { name: stop < 7 ? 'Next' : 'Finish' }).click()
      }

      expect(titles.size).toBe(7)
      await tour.waitFor({ state: 'detached' })
    })

    it.each(['light', 'dark'] as const)('has nothing that axe finds, %s', async (colorScheme) => {
      await using opened = await open(1280)
      const { page } = opened
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.getByRole('button', { name: 'Guided tour' }).click()

      expect(await axeFindings(page)).toEqual([])
    })

    it('never scrolls sideways, on a phone, a laptop and a projector', async () => {
      await using opened = await open(1280)
      const { page } = opened
      const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth')

      for (const width of [390, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await overflow(), `${width} px`).toBeLessThanOrEqual(0)
      }
    })

    /** Fails at the end when the console has complained of anything but requests that the room itself made fail. */
    async function open(width: number) {
      const context = await browser.newContext({ viewport: { width, height: 900 } })
      const page = await context.newPage()
      page.setDefaultTimeout(40_000)
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text())
      })
      await page.goto(`${room().origin}/`)
      await page.locator('.instance').first().waitFor()
      return {
        page,
        async [Symbol.asyncDispose]() {
          await context.close()
          expect(complaints).toEqual([])
        },
      }
    }

    async function cartsChecked(id: ColumnId) {
      return (await room().column(id)).totals.cartsChecked
    }
  })
}

const column = (page: Page, id: ColumnId) => page.locator(`section.column[data-column="${id}"]`)

/** With two instances and many shoppers, each holds carts. */
const firstReady = (page: Page, id: ColumnId) =>
  column(page, id).locator('.instance[data-state="ready"]').first()

const lost = async (page: Page, id: ColumnId) =>
  Number(await page.locator(`[data-carts-lost="${id}"]`).textContent())

async function axeFindings(page: Page) {
  // The frames are the shop, which apps/e2e looks at.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
