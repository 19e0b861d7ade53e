import { demoCatalog } from '@unsticky/catalog'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { tally, times } from '../shoppers.ts'
import { putStock, scarce } from '../stock.ts'

const crowd = 18

export const lastUnit: Experiment = {
  async before(shop) {
    const stock = demoCatalog().find(({ product }) => product.id === scarce)?.stock ?? 0
    await times(3, (index) => buyAt(shop, index, stock - 1))

    expect(await checkOutAll(shop)).toEqual({ 201: 3, 409: crowd - 3 })
  },

  async after(shop, { cloud }) {
    await putStock(cloud.outputs.CatalogTable, 1)

    expect(await checkOutAll(shop)).toEqual({ 201: 1, 409: crowd - 1 })
  },
}

/** A crowd with one unit each in their carts checks out at once. Resolves to how often each status was answered. */
async function checkOutAll(shop: Shop) {
  const devices = await times(crowd, async (index) => {
    const device = shop.device(shop.instances()[index % 3])
    await device.signUp()
    await device.addToCart(scarce)
    return device
  })
  const answers = await Promise.all(devices.map((device) => device.checkOut('approved')))
  return tally(answers.map(({ status }) => status))
}

/** Every instance has a stock of its own; this takes all but the last unit out of one. */
async function buyAt(shop: Shop, index: number, units: number) {
  const device = shop.device(shop.instances()[index])
  await device.signUp()
  for (let left = units; left > 0; left -= 20) {
    await device.addToCart(scarce, Math.min(left, 20))
    expect((await device.checkOut('approved')).status).toBe(201)
  }
}
