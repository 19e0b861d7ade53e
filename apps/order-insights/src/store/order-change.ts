import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { SeenOrder } from '../seen-order.ts'
import { noticeKey, type OrderState, orderKey, productKey, togetherWith, totalsKey } from './insight-items.ts'

export type WriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** What an order changes, given what was noted of it. `undefined`: nothing. */
interface Change {
  readonly kind: 'placed' | 'cancelled'
  readonly orders: 0 | 1
  readonly cancelled: 0 | 1
  /** How often the order counts for its products and their pairs, and for the money. */
  readonly weight: -1 | 0 | 1
}

// The life of an order here. No arrow leads back, so notes may come twice and late:
//
//   unknown ──placed──► counted ──cancelled──► cancelled
//      └───────────seen as cancelled──────────────▲
//
export function changeOf({ isCancelled }: SeenOrder, known: OrderState | undefined): Change | undefined {
  if (!known) {
    return isCancelled
      ? { kind: 'cancelled', orders: 1, cancelled: 1, weight: 0 }
      : { kind: 'placed', orders: 1, cancelled: 0, weight: 1 }
  }
  return isCancelled && known === 'counted'
    ? { kind: 'cancelled', orders: 0, cancelled: 1, weight: -1 }
    : undefined
}

interface ChangeContext {
  readonly table: string
  readonly known: OrderState | undefined
  /** The number of the last notice. */
  readonly noticed: number
}

/** One transaction: the order's state first, then the totals, then everything that follows from them. */
export function changeItems(order: SeenOrder, change: Change, context: ChangeContext): readonly WriteItem[] {
  const { table } = context
  const products = change.weight === 0 ? [] : countProducts(order, change.weight)
  return [
    moveState(order, context),
    addTotals(order, change, context),
    putNotice(order, change, context),
    ...products.map((Update) => ({ Update: { ...Update, TableName: table } })),
  ]
}

const stateIsTheOneSeen = '#state = :known'
const orderIsNew = 'attribute_not_exists(pk)'

function moveState({ id, isCancelled }: SeenOrder, { table, known }: ChangeContext): WriteItem {
  const state: OrderState = isCancelled ? 'cancelled' : 'counted'
  return {
    Put: {
      TableName: table,
      Item: { ...orderKey(id), state },
      ...(known
        ? {
            ConditionExpression: stateIsTheOneSeen,
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':known': known },
          }
        : { ConditionExpression: orderIsNew }),
    },
  }
}

const nobodyTookTheNumber = '#notices = :noticed'
const isTheFirst = 'attribute_not_exists(pk)'

function addTotals(order: SeenOrder, change: Change, { table, noticed }: ChangeContext): WriteItem {
  return {
    Update: {
      TableName: table,
      Key: totalsKey,
      UpdateExpression: 'SET #notices = :next ADD #orders :orders, #cancelled :cancelled, #cents :cents',
      ConditionExpression: noticed === 0 ? isTheFirst : nobodyTookTheNumber,
      ExpressionAttributeNames: {
        '#notices': 'notices',
        '#orders': 'orders',
        '#cancelled': 'cancelled',
        '#cents': 'cents',
      },
      ExpressionAttributeValues: {
        ':next': noticed + 1,
        ':orders': change.orders,
        ':cancelled': change.cancelled,
        ':cents': order.totalCents * change.weight,
        ...(noticed > 0 && { ':noticed': noticed }),
      },
    },
  }
}

function putNotice(order: SeenOrder, { kind }: Change, { table, noticed }: ChangeContext): WriteItem {
  const { id: orderId, totalCents, placedAt } = order
  const lines = order.lines.map(({ name, quantity }) => ({ name, quantity }))
  const number = noticed + 1
  return {
    Put: {
      TableName: table,
      Item: { ...noticeKey(number), number, kind, orderId, totalCents, placedAt, lines },
    },
  }
}

/** An update for each product: that it was ordered, and with which others. DynamoDB takes an item once a transaction. */
function countProducts({ lines }: SeenOrder, weight: number) {
  const names = new Map(lines.map(({ productId, name }) => [productId, name]))
  return [...names].map(([productId, name]) => {
    const others = [...names.keys()].filter((other) => other !== productId)
    const counters = ['orders', ...others.map(togetherWith)]
    return {
      Key: productKey(productId),
      UpdateExpression: `SET #name = :name ADD ${counters.map((_, index) => `#c${index} :weight`).join(', ')}`,
      ExpressionAttributeNames: {
        '#name': 'name',
        ...Object.fromEntries(counters.map((counter, index) => [`#c${index}`, counter])),
      },
      ExpressionAttributeValues: { ':name': name, ':weight': weight },
    }
  })
}
