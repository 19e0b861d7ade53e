import type { IdempotencyKey } from '@unsticky/kernel'
import type { LastOrder, Order, OrderLine, OrderStatus } from '@unsticky/orders'
import { stockKey } from '../catalog/catalog-items.ts'
import type { TransactionItem } from '../connection/transactions.ts'
import { claimKey, lastOrderKey, orderKey, toLastOrder, toOrderItem } from './order-items.ts'

export interface OrderTables {
  readonly ordersTable: string
  readonly catalogTable: string
}

interface Units {
  readonly productId: string
  readonly quantity: number
}

/** Units per product: DynamoDB refuses a transaction that names an item twice. */
export function unitsOf(lines: readonly OrderLine[]): readonly Units[] {
  const units = new Map<string, number>()
  for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity)
  return [...units].map(([productId, quantity]) => ({ productId, quantity }))
}

/** Takes units out of stock, if there are as many. A product that nobody knows has none. */
export const takeStock = (
  { catalogTable }: OrderTables,
  { productId, quantity }: Units,
): TransactionItem => ({
  Update: {
    TableName: catalogTable,
    Key: stockKey(productId),
    UpdateExpression: 'SET #stock = #stock - :quantity',
    ConditionExpression: '#stock >= :quantity',
    ExpressionAttributeNames: { '#stock': 'stock' },
    ExpressionAttributeValues: { ':quantity': quantity },
  },
})

/** Puts units back. The order that took them is proof that the item is there. */
export const returnStock = (tables: OrderTables, units: Units): TransactionItem => addStock(tables, units)

/** Takes units that were sold elsewhere, whatever is left. */
export const giveOutStock = (tables: OrderTables, { productId, quantity }: Units): TransactionItem =>
  addStock(tables, { productId, quantity: -quantity })

const addStock = ({ catalogTable }: OrderTables, { productId, quantity }: Units): TransactionItem => ({
  Update: {
    TableName: catalogTable,
    Key: stockKey(productId),
    UpdateExpression: 'ADD #stock :quantity',
    ExpressionAttributeNames: { '#stock': 'stock' },
    ExpressionAttributeValues: { ':quantity': quantity },
  },
})

export const putNewOrder = ({ ordersTable }: OrderTables, order: Order): TransactionItem => ({
  Put: {
    TableName: ordersTable,
    Item: toOrderItem(order),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

const noOrderYet = 'attribute_not_exists(pk)'
const lastIsTheOneSeen = '#id = :seen'

/** Notes that this order is the last one, if the one before it is still the one that its cart was read after. */
export const becomeLast = (
  { ordersTable }: OrderTables,
  order: Order,
  after: LastOrder | null | undefined,
): TransactionItem => ({
  Put: {
    TableName: ordersTable,
    Item: { ...lastOrderKey(order.accountId), ...toLastOrder(order) },
    ...(after === null && { ConditionExpression: noOrderYet }),
    ...(after && {
      ConditionExpression: lastIsTheOneSeen,
      ExpressionAttributeNames: { '#id': 'id' },
      ExpressionAttributeValues: { ':seen': after.id },
    }),
  },
})

const claimIsOurs = '#orderId = :orderId AND #state = :claimed AND #expiresAt > :now'

/** Completes the claim, if it is still about this order: an attempt that lost its key comes too late. */
export const completeClaim = (
  { ordersTable }: OrderTables,
  { accountId, id }: Order,
  { key, now }: { key: IdempotencyKey; now: number },
): TransactionItem => ({
  Update: {
    TableName: ordersTable,
    Key: claimKey(accountId, key),
    UpdateExpression: 'SET #state = :placed',
    ConditionExpression: claimIsOurs,
    ExpressionAttributeNames: { '#orderId': 'orderId', '#state': 'state', '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: { ':orderId': id, ':claimed': 'claimed', ':placed': 'placed', ':now': now },
  },
})

export const moveOrder = (
  { ordersTable }: OrderTables,
  { accountId, id, status }: Order,
  { to }: { to: OrderStatus },
): TransactionItem => ({
  Update: {
    TableName: ordersTable,
    Key: orderKey(accountId, id),
    UpdateExpression: 'SET #status = :to',
    ConditionExpression: '#status = :from',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':from': status, ':to': to },
  },
})
