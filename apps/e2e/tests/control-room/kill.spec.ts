import { expect, test } from '../../src/control-room/fixtures.ts'
import { columnIds, press } from '../../src/control-room/room-page.ts'

test('who kills an instance on each side sees within ten seconds which shop loses carts', async ({
  openRoom,
  room,
}) => {
  const { page, column, instances, cartsLost, promise, reading, timeline } = await openRoom({ breaks: true })
  // Shoppers have carts by then, as they have for who has looked at the page for a moment.
  for (const id of columnIds)
    await expect.poll(async () => (await room.column(id)).totals.cartsChecked).toBeGreaterThan(6)

  const startedAt = Date.now()
  for (const id of columnIds) await press(instances(id, 'ready').first(), 'Kill')

  await expect(cartsLost('before')).not.toHaveText('0', { timeout: 30_000 })
  test.info().annotations.push({ type: 'seen after', description: `${Date.now() - startedAt} ms` })
  await expect(page.locator('.score[data-lost="true"]')).toHaveCount(1)
  await expect(cartsLost('after')).toHaveText('0')
  await expect(reading('before', 'carts')).toContainText('bad')
  await expect(reading('after', 'carts')).toContainText('fine')
  await expect(promise('before', 'survives-kill')).toContainText('broken')
  await expect(promise('after', 'survives-kill')).toContainText('kept')
  for (const id of columnIds) await expect(instances(id, 'killed')).toHaveCount(1)
  // What was lost is said in words, where it was and in the timeline.
  await expect(instances('before', 'killed')).toContainText(/Gone, with \d+ sessions? and \d+ carts?\./)
  await expect(instances('after', 'killed')).toContainText('Gone. It held no session and no cart.')
  await expect(timeline()).toContainText(/i-\w+ killed, with \d+ sessions? and \d+ carts?/)
  await expect(timeline()).toContainText(/Before\s+\d+ carts? lost/)
  // The same for who cannot see it.
  await expect(page.getByRole('status').filter({ hasText: /Before: \d+ carts? lost/ })).toHaveCount(1)

  await press(instances('after', 'killed'), 'Start another')
  await expect(instances('after', 'ready')).toHaveCount(2)
  await expect(column('after').getByText('Gone')).toHaveCount(0)
})
