import { createDynamoClient } from '@unsticky/dynamodb'
import type { PlaceOrder } from '@unsticky/lab-kit/orders'
import { loadFunction } from '../../src/check/load-file.ts'
import type { MakeAdapters } from '../../src/shop/make-adapters.type.ts'
import { createLabOrders } from './lab-orders.ts'

export const loadPlaceOrder = (folder: string): Promise<PlaceOrder> =>
  loadFunction<PlaceOrder>(folder, { file: 'place-order.ts', name: 'placeOrder' })

export const makeAdapters: MakeAdapters = async (folder) => {
  const placeOrder = await loadPlaceOrder(folder)
  return { orders: createLabOrders({ ...tables(), client: createDynamoClient(), placeOrder }) }
}

/** As the shop names them to itself. */
export const tables = () => ({
  ordersTable: process.env.SHOP_ORDERS_TABLE ?? '',
  catalogTable: process.env.SHOP_CATALOG_TABLE ?? '',
})
