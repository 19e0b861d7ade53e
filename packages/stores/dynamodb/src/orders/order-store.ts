import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsCall } from '@unsticky/aws-client'
import { type AccountId, type Now, RequestInProgressError, systemNow } from '@unsticky/kernel'
import {
  assertTransition,
  CartOrderedError,
  type LastOrder,
  type Order,
  type OrderQuery,
  type OrderStatus,
  type OrderStore,
  OutOfStockError,
  type PlaceOptions,
} from '@unsticky/orders'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { queryAll } from '../connection/pages.ts'
import { lostRace, untilWon } from '../connection/races.ts'
import { writeAll } from '../connection/transactions.ts'
import { claimKeyOf, releaseClaim } from './claims.ts'
import { lastOrderKey, orderKey, ordersOf, toOrder } from './order-items.ts'
import { orderNumber } from './order-number.ts'
import {
  becomeLast,
  completeClaim,
  moveOrder,
  putNewOrder,
  returnStock,
  takeStock,
  unitsOf,
} from './order-transaction.ts'

export interface DynamoOrderStoreOptions {
  readonly client: DynamoClient
  readonly ordersTable: string
  /** Where the stock lies that orders take from. */
  readonly catalogTable: string
  readonly now?: Now
}

/** Orders, and the record of every Idempotency-Key, which is completed by the transaction that takes the stock. */
export function createDynamoOrderStore({
  client,
  ordersTable,
  catalogTable,
  now = systemNow,
}: DynamoOrderStoreOptions): OrderStore {
  const tables = { ordersTable, catalogTable }
  const guard = { tables: [ordersTable, catalogTable] }
  const ask = createDynamoGuard('order store', guard)
  // Shoppers who want the same product wait for one another.
  const askPatiently = createDynamoGuard('order store', { ...guard, deadlineMs: 4000 })
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB' },
    claim: (accountId, key, request) =>
      ask((call) => {
        const findOrder = (orderId: string) => find(accountId, orderId, call)
        return claimKeyOf({ client, table: ordersTable, now, findOrder }, { accountId, key, request }, call)
      }),
    release: (accountId, key) =>
      ask((call) => releaseClaim({ client, table: ordersTable }, { accountId, key }, call)),
    place: (order, options) =>
      askPatiently((call) => {
        const numbered = { ...order, number: orderNumber(order.id) }
        return untilWon(() => tryPlace(numbered, options, call), call)
      }),
    last: (accountId) => ask((call) => findLast(accountId, call)),
    get: (accountId, orderId) => ask((call) => find(accountId, orderId, call)),
    list,
    transition: (accountId, orderId, { to }) =>
      askPatiently((call) => untilWon(() => tryMove(accountId, orderId, { to, ...call }), call)),
    close: async () => client.destroy(),
  }

  async function find(accountId: AccountId, orderId: string, call: AwsCall): Promise<Order | undefined> {
    const Key = orderKey(accountId, orderId)
    const { Item } = await client.send(
      new GetCommand({ TableName: ordersTable, Key, ConsistentRead: true }),
      call,
    )
    return Item && toOrder(Item)
  }

  async function findLast(accountId: AccountId, call: AwsCall): Promise<LastOrder | null> {
    const Key = lastOrderKey(accountId)
    const { Item } = await client.send(
      new GetCommand({ TableName: ordersTable, Key, ConsistentRead: true }),
      call,
    )
    return Item ? { id: Item.id, lines: Item.lines, placedAt: Item.placedAt } : null
  }

  async function list(accountId: AccountId, { limit = 50, before }: OrderQuery = {}) {
    const query = {
      TableName: ordersTable,
      ConsistentRead: true,
      ScanIndexForward: false,
      ...ordersOf(accountId),
      ...(before !== undefined && { ExclusiveStartKey: orderKey(accountId, before) }),
    }
    const items = await ask((call) => queryAll(client, query, { limit, ...call }))
    return items.map(toOrder)
  }

  /** One transaction: the stock of every line, the order, the claim. DynamoDB says for each why it was refused. */
  async function tryPlace(
    order: Order,
    { key, after }: PlaceOptions,
    call: AwsCall,
  ): Promise<Order | typeof lostRace> {
    const units = unitsOf(order.lines)
    const outcomes = await writeAll(
      client,
      [
        ...units.map((each) => takeStock(tables, each)),
        putNewOrder(tables, order),
        becomeLast(tables, order, after),
        completeClaim(tables, order, { key, now: now() }),
      ],
      call,
    )
    if (!outcomes) return order
    if (!outcomes.includes('condition')) return lostRace
    // Asked before anything else: a repeat of a placed order finds its own stock taken as well.
    const stored = await find(order.accountId, order.id, call)
    if (stored) return stored
    const missing = units.filter((_, index) => outcomes[index] === 'condition')
    if (outcomes.at(-2) === 'condition')
      throw new CartOrderedError((await findLast(order.accountId, call))?.id)
    if (outcomes.at(-1) === 'condition') throw new RequestInProgressError()
    if (missing.length > 0) throw new OutOfStockError(missing.map(({ productId }) => productId))
    return lostRace
  }

  async function tryMove(
    accountId: AccountId,
    orderId: string,
    { to, ...call }: { to: OrderStatus } & AwsCall,
  ): Promise<Order | undefined | typeof lostRace> {
    const order = await find(accountId, orderId, call)
    if (!order) return undefined
    if (order.status === to) return order
    assertTransition(order.status, to)
    const returned = to === 'cancelled' ? unitsOf(order.lines).map((each) => returnStock(tables, each)) : []
    const outcomes = await writeAll(client, [moveOrder(tables, order, { to }), ...returned], call)
    return outcomes ? lostRace : { ...order, status: to }
  }
}
