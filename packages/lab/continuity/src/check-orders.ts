/** Judges the orders of one shopper: one per checkout, however often it was sent, and none forgotten. */
import { type Anomaly, deviceOf } from './anomaly.ts'
import { isRecord, type ShownOrder } from './events.ts'
import { identityAt } from './identity.ts'
import { fieldOf } from './lines.ts'
import type { Operation } from './operations.ts'

export interface PlacedOrder extends ShownOrder {
  readonly shopper: string
  /** The operation that showed it first. */
  readonly seenIn: Operation
}

export interface OrderCheck {
  /** Every order that was acknowledged or shown, once. */
  readonly placed: readonly PlacedOrder[]
  /** Orders beyond one per checkout. */
  readonly duplicates: number
  readonly anomalies: readonly Anomaly[]
}

export function checkOrders(operations: readonly Operation[]): OrderCheck {
  const checkouts = operations.filter(({ f, outcome }) => f === 'checkout' && outcome !== 'fail')
  const placed = placedBy(operations)
  const byKey = checkoutsByKey(checkouts)
  const perKey = [...byKey.values()].map((attempts) => Math.max(0, orderIdsOf(attempts).size - 1))
  const duplicates = Math.max(sum(perKey), placed.length - byKey.size, 0)
  return {
    placed,
    duplicates,
    anomalies: [...doubled(placed, { byKey, duplicates }), ...forgotten(operations)],
  }
}

function placedBy(operations: readonly Operation[]): readonly PlacedOrder[] {
  const placed = new Map<string, PlacedOrder>()
  for (const seenIn of operations) {
    for (const order of ordersShownBy(seenIn)) {
      const earlier = placed.get(order.orderId)
      if (!earlier) placed.set(order.orderId, { ...order, shopper: seenIn.shopper, seenIn })
    }
  }
  return [...placed.values()]
}

function ordersShownBy(operation: Operation): readonly ShownOrder[] {
  if (operation.outcome !== 'ok') return []
  if (operation.f === 'checkout') return [assertOrder(operation.shown, operation)]
  if (operation.f !== 'readOrders') return []
  const orders = fieldOf(operation.shown, 'orders')
  if (!Array.isArray(orders))
    throw new Error(`readOrders of ${operation.shopper} must show { orders: [...] }`)
  return orders.map((order) => assertOrder(order, operation))
}

function assertOrder(order: unknown, { f, shopper, start }: Operation): ShownOrder {
  if (isRecord(order) && typeof order.orderId === 'string') return order as unknown as ShownOrder
  throw new Error(`${f} of ${shopper} (event ${start}) must show orders with an "orderId"`)
}

/** A checkout without a key is one by itself. */
function checkoutsByKey(checkouts: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> {
  const byKey = new Map<string, Operation[]>()
  for (const checkout of checkouts) {
    const key = checkout.key ?? `event ${checkout.start}`
    byKey.set(key, [...(byKey.get(key) ?? []), checkout])
  }
  return byKey
}

const orderIdsOf = (attempts: readonly Operation[]) =>
  new Set(attempts.flatMap(ordersShownBy).map(({ orderId }) => orderId))

interface Doubled {
  readonly byKey: ReadonlyMap<string, readonly Operation[]>
  readonly duplicates: number
}

function doubled(placed: readonly PlacedOrder[], { byKey, duplicates }: Doubled): readonly Anomaly[] {
  const [first] = placed
  if (!first || duplicates === 0) return []
  const worst = [...byKey.values()].find((attempts) => orderIdsOf(attempts).size > 1)
  const detail = worst
    ? `${first.shopper} checked out once (${worst.length} attempts under one Idempotency-Key) and got orders ${[...orderIdsOf(worst)].join(' and ')}.`
    : `${first.shopper} has ${placed.length} orders from ${byKey.size} checkouts.`
  const events = worst
    ? worst.flatMap((attempt) => attempt.events)
    : placed.flatMap(({ seenIn }) => seenIn.events)
  return [{ kind: 'order-doubled', shopper: first.shopper, detail, events }]
}

function forgotten(operations: readonly Operation[]): readonly Anomaly[] {
  const checkouts = operations.filter(({ f, outcome }) => f === 'checkout' && outcome === 'ok')
  const reads = operations.filter(({ f, outcome }) => f === 'readOrders' && outcome === 'ok')
  return reads.flatMap((read) => {
    if (identityAt(operations, read) !== 'account') return []
    const shown = orderIdsOf([read])
    const lost = checkouts.filter(({ end, shown: order }) => end < read.start && !shown.has(orderIdIn(order)))
    return lost.slice(0, 1).map((checkout) => ({
      kind: 'order-lost' as const,
      shopper: read.shopper,
      detail: `${read.shopper} got order ${orderIdIn(checkout.shown)} acknowledged, but ${deviceOf(read)} does not list it.`,
      events: [...checkout.events, ...read.events],
    }))
  })
}

const orderIdIn = (order: unknown) => String(fieldOf(order, 'orderId'))
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
