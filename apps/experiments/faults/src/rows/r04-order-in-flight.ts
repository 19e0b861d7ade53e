import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { openShoppers, ordersOf } from '../shoppers.ts'

export const orderInFlight: Experiment = {
  async before(shop) {
    const { orders, ...stopped } = await stopDuringPayments(shop)

    expect(stopped).toEqual({ statuses: [201, 201, 201], exitCode: 0 })
    expect(orders.toSorted()).toEqual([0, 1, 1])
  },

  async after(shop) {
    const { orders, ...stopped } = await stopDuringPayments(shop)

    expect(stopped).toEqual({ statuses: [201, 201, 201], exitCode: 0 })
    expect(orders).toEqual([1, 1, 1])
  },
}

/** Three shoppers pay slowly, one at each instance, while one of these is told to stop. */
async function stopDuringPayments(shop: Shop) {
  const devices = await openShoppers(shop)
  const before = shop.countRequests('POST', '/api/orders')
  const answers = devices.map((device) => device.checkOut('slow'))
  await eventually(() => shop.countRequests('POST', '/api/orders'), before + 3)

  const { code: exitCode } = await shop.fleet.drain(shop.instances()[0]?.id as string)

  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  const orders = await Promise.all(devices.map(async (device) => (await ordersOf(device)).length))
  await shop.fleet.scale(3)
  return { statuses, exitCode, orders }
}
