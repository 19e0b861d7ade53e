import type { ColumnId } from '@unsticky/control-room/snapshot'
import { expect, test } from '../../src/control-room/fixtures.ts'
import { columnIds, press } from '../../src/control-room/room-page.ts'

test('the balancer is switched live, and the before loses carts without stickiness', async ({ openRoom }) => {
  const { page, column, cartsLost, timeline } = await openRoom({ breaks: true })
  await expect(cartsLost('before')).toHaveText('0')

  await column('before').getByLabel('Balancer').selectOption('Round robin')

  await expect(timeline()).toContainText('balancer: round-robin, resilient')
  await expect(cartsLost('before')).not.toHaveText('0')
  await expect(column('before').getByLabel('Balancer')).toHaveValue('round-robin')
  // The shops in the frames are back, too.
  for (const id of columnIds) {
    const laptop = page.locator(`.device-column[data-column="${id}"] [data-device="laptop"]`)
    await expect(laptop.frameLocator('iframe').locator('[data-badge-instance]')).toHaveText(/^i-\w+$/)
  }
  await column('before').getByLabel('When a target fails').selectOption('As an ALB: no repeats')
  await expect(timeline()).toContainText('balancer: round-robin, alb-like')
})

test('a store is slowed, stopped and restarted empty, and only the after feels it', async ({
  openRoom,
  room,
}) => {
  const { page, service, reading, cartsLost, timeline } = await openRoom({ breaks: true })
  const errors = async (id: ColumnId) => (await room.column(id)).totals.errors

  await page.getByRole('slider', { name: 'Slow means' }).fill('300')
  await press(service('carts'), 'Slow by 300 ms')
  await expect(service('carts')).toContainText('300 ms slower')
  await expect.poll(async () => (await room.column('after')).points.at(-1)?.latency ?? 0).toBeGreaterThan(299)

  await press(service('carts'), 'Stop')
  await expect(reading('after', 'errors')).toContainText('bad')
  await expect(reading('before', 'errors')).toContainText('fine')
  expect(await errors('before')).toBe(0)
  await press(service('carts'), 'Let pass')
  await expect(service('carts')).toContainText('well')

  await press(service('sessions'), 'Restart empty')
  await expect(timeline()).toContainText('Valkey, sessions: restarted empty')
  await expect(reading('after', 'logins')).toContainText('bad')
  await expect(reading('before', 'logins')).toContainText('fine')
  // Who logs in again finds the cart.
  await expect(cartsLost('after')).toHaveText('0')
})

test('the shoppers leave and come back, as many and as fast as is wanted', async ({ openRoom, room }) => {
  const { page } = await openRoom({ breaks: true })
  const requests = async () =>
    (await room.snapshot()).columns.map(({ points }) => points.at(-1)?.requests ?? -1)
  const shoppers = page.getByRole('switch', { name: 'Shoppers' })

  await shoppers.uncheck()
  await expect.poll(requests).toEqual([0, 0])
  await page.getByRole('slider', { name: 'Requests/s' }).fill('30')
  await page.getByRole('slider', { name: 'Number' }).fill('9')
  await shoppers.check()

  await expect.poll(async () => Math.min(...(await requests()))).toBeGreaterThan(9)
  expect((await room.snapshot()).shoppers).toMatchObject({ isOn: true, count: 9, perSecond: 30 })
})
