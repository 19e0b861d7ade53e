import type { Step } from '@unsticky/shops/contestants'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { failpointShop } from '../levers.ts'
import type { Shops } from '../open-shops.ts'
import type { Shop } from '../shop.ts'
import { ordersOf, orderUntilTold, tally } from '../shoppers.ts'
import { putStock, scarce, stockIn } from '../stock.ts'

const stock = 20

export const killedBetweenStockAndOrder: Experiment = {
  async before(shop, shops) {
    const { statuses, orders } = await orderUntilKilled(shop, { shops, step: 'stateful' })

    expect({ statuses, orders }).toEqual({ statuses: { 403: 1 }, orders: 0 })
  },

  async after(shop, shops) {
    const table = shops.cloud.outputs.CatalogTable
    const order = async (failpoint: 'transaction' | 'two-writes') => {
      await putStock(table, stock)
      const { statuses, orders } = await orderUntilKilled(shop, { shops, step: 'stateless', failpoint })
      expect(statuses).toEqual({ 201: orders })
      return stock - (await stockIn(table)) - orders
    }

    expect(await order('transaction')).toBe(0)
    // What the transaction is for: the same death between two writes.
    expect(await order('two-writes')).toBe(1)
  },
}

interface FailpointOptions {
  readonly shops: Shops
  readonly step: Step
  readonly failpoint?: 'transaction' | 'two-writes'
}

/** Shoppers order one unit each, until one gets none or the instance that dies in the middle of an order has got one. */
async function orderUntilKilled(shop: Shop, { shops, step, failpoint = 'transaction' }: FailpointOptions) {
  const settings = { FAILPOINT: failpoint }
  const program = shops.programOf(step, { entry: failpointShop, settings })
  const [doomed] = await shop.fleet.launch(program, 1)
  const isAlive = () => shop.instances().some(({ id }) => id === doomed?.id)
  const statuses: (number | undefined)[] = []
  let orders = 0
  while (isAlive() && statuses.length < stock / 2 && orders === statuses.length) {
    const device = shop.device(doomed)
    await device.signUp()
    await device.addToCart(scarce)
    statuses.push(await orderUntilTold(device, { card: 'approved' }))
    orders += (await ordersOf(device)).length
  }
  return { statuses: tally(statuses.map(String)), orders }
}
