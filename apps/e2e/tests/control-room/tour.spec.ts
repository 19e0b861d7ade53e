import { expect, test } from '../../src/control-room/fixtures.ts'

/** What each stop does when its button is pressed, as the timeline tells it; the first one only looks. */
const stops = [
  { about: 'Step 1', does: undefined, tells: undefined },
  { about: 'Step 2', does: 'New shopper on both sides', tells: 'a new shopper signs in on both devices' },
  { about: 'Step 3', does: 'Kill one on each side', tells: /i-\w+ killed/ },
  { about: 'Step 3', does: 'Restart the sessions empty', tells: 'Valkey, sessions: restarted empty' },
  { about: 'Step 4', does: 'Add one on each side', tells: '2 instances run' },
  { about: 'Step 5', does: 'Rolling restart on both sides', tells: 'every instance was replaced' },
  { about: 'Step 5', does: 'Slow the carts by 100 ms', tells: 'Valkey, carts: slow by 100 ms' },
] as const

test('the tour leads through seven stops of the article, and each does what it talks about', async ({
  openRoom,
}) => {
  const { page, tour, timeline } = await openRoom({ breaks: true })
  await page.getByRole('button', { name: 'Guided tour' }).click()

  for (const [index, { about, does, tells }] of stops.entries()) {
    await test.step(`stop ${index + 1}`, async () => {
      await expect(tour()).toContainText(`Stop ${index + 1} of ${stops.length} · ${about}`)
      if (does) {
        await tour().getByRole('button', { name: does }).click()
        await expect(timeline()).toContainText(tells)
        await expect(tour().getByRole('button', { name: does })).toHaveAttribute('data-busy', 'false')
      }
      const isLast = index === stops.length - 1
      await tour()
        .getByRole('button', { name: isLast ? 'Finish' : 'Next' })
        .click()
    })
  }

  await expect(tour()).toHaveCount(0)
})

test('on a phone, each stop is announced by the focus, marks what it talks about, and Escape ends the tour', async ({
  openRoom,
}) => {
  const { page, tour } = await openRoom({ width: 390 })
  const titles = new Set<string | null>()
  await page.getByRole('button', { name: 'Guided tour' }).click()

  for (let stop = 1; stop <= stops.length; stop++) {
    await expect(tour()).toContainText(`Stop ${stop} of ${stops.length}`)
    await expect(tour().getByRole('heading')).toBeFocused()
    await expect(page.locator('[data-marked="true"]').first()).toBeInViewport()
    titles.add(await tour().getByRole('heading').textContent())
    if (stop < stops.length) await tour().getByRole('button', { name: 'Next' }).click()
  }
  await page.keyboard.press('Escape')

  expect(titles.size).toBe(stops.length)
  await expect(tour()).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Guided tour' })).toBeFocused()
})
