import { expect, test } from '../../src/control-room/fixtures.ts'
import { columnIds, press } from '../../src/control-room/room-page.ts'

test('who kills an instance on each side sees within ten seconds which shop loses carts', async ({
  openRoom,
  room,
}) => {
  const { page, column, instances, cartsLost, promise, timeline } = await openRoom({ breaks: true })
  // Shoppers have carts by then, as they have for who has looked at the page for a moment.
  for (const id of columnIds)
    await expect.poll(async () => (await room.column(id)).totals.cartsChecked).toBeGreaterThan(6)

  const startedAt = Date.now()
  for (const id of columnIds) await press(instances(id, 'ready').first(), 'Kill')

  await expect(cartsLost('before')).not.toHaveText('0', { timeout: 30_000 })
  test.info().annotations.push({ type: 'seen after', description: `${Date.now() - startedAt} ms` })
  await expect(page.locator('.score[data-lost="true"]')).toHaveCount(1)
  await expect(cartsLost('after')).toHaveText('0')
  await expect(promise('before', 'carts')).toContainText('broken')
  await expect(promise('after', 'carts')).toContainText('kept')
  for (const id of columnIds) await expect(instances(id, 'killed')).toHaveCount(1)
  await expect(timeline()).toContainText(/Before\s+\d+ carts? lost/)
  // The same for who cannot see it.
  await expect(page.getByRole('status').filter({ hasText: /Before: \d+ carts? lost/ })).toHaveCount(1)

  await press(instances('after', 'killed'), 'Start another')
  await expect(instances('after', 'ready')).toHaveCount(2)
  await expect(column('after').getByText('Gone, with everything')).toHaveCount(0)
})
