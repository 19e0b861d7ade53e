import type { AwsCall } from '@unsticky/aws-client'
import type { Archive } from '@unsticky/kernel'
import { earlierStatuses, type Order, parseRecordId } from '@unsticky/orders'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { lostRace, untilWon } from '../connection/races.ts'
import { scanItems } from '../connection/scan.ts'
import { writeAll } from '../connection/transactions.ts'
import { toOrder } from './order-items.ts'
import { createDynamoOrderStore, type DynamoOrderStoreOptions } from './order-store.ts'
import { giveOutStock, moveOrder, putNewOrder, returnStock, unitsOf } from './order-transaction.ts'

/**
 * The orders for copying in and out. An order takes its units out of the stock in the transaction that brings it in, so
 * however often it is copied, it takes them once; what was sold elsewhere is sold, so the stock may go below zero.
 */
export function createDynamoOrderArchive(options: DynamoOrderStoreOptions): Archive<Order> {
  const { client, ordersTable, catalogTable } = options
  const tables = { ordersTable, catalogTable }
  const ask = createDynamoGuard('order store', { tables: [ordersTable, catalogTable], deadlineMs: 4000 })
  const orders = createDynamoOrderStore(options)
  return { all, read, write: (order) => ask((call) => untilWon(() => tryWrite(order, call), call)) }

  async function* all() {
    for await (const item of scanItems({ client, table: ordersTable, ask })) {
      if (String(item.sk).startsWith('ORDER#')) yield toOrder(item)
    }
  }

  function read(id: string) {
    const [accountId, orderId] = parseRecordId(id)
    return orders.get(accountId, orderId)
  }

  async function tryWrite(order: Order, call: AwsCall): Promise<undefined | typeof lostRace> {
    const known = await orders.get(order.accountId, order.id)
    const outcomes = known ? await move(known, order, call) : await bring(order, call)
    return outcomes ? lostRace : undefined
  }

  function bring(order: Order, call: AwsCall) {
    const isSold = order.status !== 'cancelled'
    const taken = isSold ? unitsOf(order.lines).map((units) => giveOutStock(tables, units)) : []
    return writeAll(client, [putNewOrder(tables, order), ...taken], call)
  }

  async function move(known: Order, order: Order, call: AwsCall) {
    if (!earlierStatuses[order.status].includes(known.status)) return undefined
    const isCancelled = order.status === 'cancelled'
    const returned = isCancelled ? unitsOf(order.lines).map((units) => returnStock(tables, units)) : []
    return writeAll(client, [moveOrder(tables, known, { to: order.status }), ...returned], call)
  }
}
