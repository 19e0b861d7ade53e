import { expect } from 'vitest'
import { countCharges } from '../charges.ts'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { openShoppers, ordersOf, orderUntilTold } from '../shoppers.ts'

export const killedDuringPayment: Experiment = {
  async before(shop) {
    const { statuses, orders } = await killDuringPayments(shop)

    expect(statuses.toSorted()).toEqual([201, 201, 403])
    expect(orders.map(({ length }) => length).toSorted()).toEqual([0, 1, 1])
  },

  async after(shop, { cloud }) {
    const { statuses, orders } = await killDuringPayments(shop)

    expect(statuses).toEqual([201, 201, 201])
    expect(orders.map(({ length }) => length)).toEqual([1, 1, 1])
    // Counted in the provider's books: the instance that died may have charged a card, and another one asked again.
    const only = new Set(orders.flat().map(({ id }) => id))
    expect(await countCharges(cloud, { only })).toMatchObject({ looked: 3, unpaid: [], shared: [] })
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
  const orders = await Promise.all(devices.map(ordersOf))
  await shop.fleet.scale(3)
  return { statuses, orders }
}
