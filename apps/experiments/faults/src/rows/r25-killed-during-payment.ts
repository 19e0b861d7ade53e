import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { openShoppers, ordersOf, orderUntilTold } from '../shoppers.ts'

export const killedDuringPayment: Experiment = {
  async before(shop) {
    const { statuses, orders } = await killDuringPayments(shop)

    expect(statuses.toSorted()).toEqual([201, 201, 403])
    expect(orders.toSorted()).toEqual([0, 1, 1])
  },

  async after(shop) {
    expect(await killDuringPayments(shop)).toEqual({ statuses: [201, 201, 201], orders: [1, 1, 1] })
  },
}

/** Three shoppers pay slowly, one at each instance, while one of these is killed. They repeat until they are told. */
async function killDuringPayments(shop: Shop) {
  const devices = await openShoppers(shop)
  const before = shop.countRequests('POST', '/api/orders')
  const answers = devices.map((device) => orderUntilTold(device, { card: 'slow' }))
  await eventually(() => shop.countRequests('POST', '/api/orders'), before + 3)

  await shop.fleet.kill(shop.instances()[0]?.id as string)

  const statuses = await Promise.all(answers)
  const orders = await Promise.all(devices.map(async (device) => (await ordersOf(device)).length))
  await shop.fleet.scale(3)
  return { statuses, orders }
}
