import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../../src/control-room/fixtures.ts'
import { columnIds } from '../../src/control-room/room-page.ts'

/** What each stop does when its button is pressed, as the timeline tells it; the first and the last only talk. */
const stops = [
  { about: 'Step 1' },
  { about: 'Step 2', does: 'New shopper on both sides', tells: 'a new shopper signs in on both devices' },
  {
    about: 'Step 3',
    does: 'Kill one on each side',
    tells: /i-\w+ killed/,
    undoes: 'Start another on each side',
  },
  {
    about: 'Step 3',
    does: 'Run step 3a in After',
    tells: 'naively is ready',
    undoes: 'Back to the step that was there',
  },
  {
    about: 'Step 3',
    does: 'Restart the sessions empty',
    tells: 'restarted empty',
    undoes: 'Log in again on both devices',
  },
  { about: 'Step 4', does: 'Add one on each side', tells: '3 instances run', undoes: 'Remove it again' },
  {
    about: 'Step 5',
    does: 'Rolling restart on both sides',
    tells: 'every instance was replaced',
    undoes: 'Log in again on both devices',
  },
  {
    about: 'Step 5',
    does: 'Slow the carts by 100 ms',
    tells: 'Valkey, carts: slow by 100 ms',
    undoes: 'Let the carts pass',
  },
  { about: 'And now' },
] as const satisfies readonly { about: string; does?: string; tells?: string | RegExp; undoes?: string }[]

test('the tour leads through the steps of the article, each stop does what it talks about, and all is put back', async ({
  openRoom,
  room,
}) => {
  test.slow()
  const { page, tour, timeline, promise } = await openRoom({ breaks: true })
  await page.getByRole('button', { name: 'Guided tour' }).click()

  for (const [index, stop] of stops.entries()) {
    await test.step(`stop ${index + 1}`, async () => {
      await expect(tour()).toContainText(`Stop ${index + 1} of ${stops.length} · ${stop.about}`)
      if ('does' in stop) {
        await tour().getByRole('button', { name: stop.does }).click()
        await expect(timeline()).toContainText(stop.tells)
        if ('undoes' in stop) await expect(tour().getByRole('button', { name: stop.undoes })).toBeVisible()
        else
          await expect(tour().getByRole('button', { name: stop.does })).toHaveAttribute('data-busy', 'false')
      }
      if ('does' in stop && stop.does.includes('3a')) {
        for (const id of ['parallel-adds', 'logout-final'])
          await expect(promise('after', id)).toContainText('broken')
      }
      if (index < stops.length - 1) await tour().getByRole('button', { name: 'Next' }).click()
    })
  }
  await expect(tour()).toContainText('step diff 3a 3b')
  await tour().getByRole('button', { name: 'Finish' }).click()
  await expect(tour()).toHaveCount(0)

  for (const id of columnIds) {
    const counts = async () => (await room.column(id)).instances.filter(({ isAlive }) => isAlive).length
    await expect.poll(counts, id).toBe(2)
  }
  const after = () => room.column('after')
  expect((await after()).step).toBe('5')
  await expect
    .poll(async () => (await after()).devices.map(({ isSignedIn }) => isSignedIn))
    .toEqual([true, true])
  const modes = async () => (await room.snapshot()).services.map(({ mode }) => mode)
  await expect.poll(async () => new Set(await modes())).toEqual(new Set(['pass']))
})

for (const width of [390, 1280] as const) {
  test(`at ${width} pixels, each stop is announced by the focus, marks what it talks about and does not cover it`, async ({
    openRoom,
  }) => {
    const { page, tour } = await openRoom({ width })
    const titles = new Set<string | null>()
    await page.getByRole('button', { name: 'Guided tour' }).click()

    for (let stop = 1; stop <= stops.length; stop++) {
      await expect(tour()).toContainText(`Stop ${stop} of ${stops.length}`)
      await expect(tour().getByRole('heading')).toBeFocused()
      const marked = page.locator('[data-marked="true"]')
      if (stop < stops.length)
        await expect.poll(() => visibleHeight(page, { marked, tour: tour() })).toBeGreaterThan(150)
      titles.add(await tour().getByRole('heading').textContent())
      if (stop < stops.length) await tour().getByRole('button', { name: 'Next' }).click()
    }
    await page.keyboard.press('Escape')

    expect(titles.size).toBe(stops.length)
    await expect(tour()).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Guided tour' })).toBeFocused()
  })
}

/** How much is seen of what is marked, above the tour or, where the tour stands on its side of the page, to the end. */
async function visibleHeight(page: Page, { marked, tour }: { marked: Locator; tour: Locator }) {
  const panel = await tour.boundingBox()
  const boxes = await Promise.all((await marked.all()).map((each) => each.boundingBox()))
  const heights = boxes.map((shown) => {
    if (!shown || !panel) return 0
    const isBeside = shown.x + shown.width <= panel.x
    const bottom = isBeside ? (page.viewportSize()?.height ?? 0) : panel.y
    return Math.min(bottom, shown.y + shown.height) - Math.max(0, shown.y)
  })
  return Math.max(...heights)
}
