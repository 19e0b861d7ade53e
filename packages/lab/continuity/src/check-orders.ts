/** Judges the orders of one shopper: one per checkout, however often it was sent, none forgotten, nobody else's. */
import { type Anomaly, deviceOf, type Findings } from './anomaly.ts'
import { checkOrderLines } from './check-order-lines.ts'
import { identityAt } from './identity.ts'
import { fieldOf } from './lines.ts'
import type { Operation } from './operations.ts'
import { isForeign, type OwnersOf, ordersShownBy, type PlacedOrder, placedBy } from './placed-orders.ts'

export interface OrderCheckOptions {
  readonly ownersOf: OwnersOf
}

export interface OrderCheck extends Findings {
  /** Every order that was acknowledged or shown, once. */
  readonly placed: readonly PlacedOrder[]
  /** Orders beyond one per checkout. */
  readonly duplicates: number
  /** Set out to buy: sent a checkout, or wanted to and could not. */
  readonly isBuyer: boolean
}

/** What a script writes down when a shopper wants to buy: it may get no further than to an empty cart. */
const wantsToBuy = 'setOutToBuy'

export function checkOrders(operations: readonly Operation[], { ownersOf }: OrderCheckOptions): OrderCheck {
  const checkouts = operations.filter(({ f, outcome }) => f === 'checkout' && outcome !== 'fail')
  const placed = placedBy(operations, ownersOf)
  const byKey = checkoutsByKey(checkouts)
  const perKey = [...byKey.values()].map((attempts) => Math.max(0, orderIdsOf(attempts).size - 1))
  const duplicates = Math.max(sum(perKey), placed.length - byKey.size, 0)
  const lines = checkOrderLines(operations, ownersOf)
  const lists = listsOf(operations)
  return {
    placed,
    duplicates,
    isBuyer: operations.some(({ f }) => f === 'checkout' || f === wantsToBuy),
    looked: {
      'orders doubled': placed.length,
      'orders wrong': lines.looked,
      ...(lists.length > 0 && { 'orders foreign': 1 }),
      ...(lists.some((list) => acknowledgedBefore(operations, list).length > 0) && {
        'orders lost': 1,
        'orders stale': 1,
      }),
    },
    anomalies: [
      ...doubled(placed, { byKey, duplicates }),
      ...lists.flatMap((list) => forgotten(operations, { list, lists })),
      ...lists.flatMap((list) => foreign(list, ownersOf)),
      ...lines.anomalies,
    ],
  }
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

/** What the account was shown of its orders. */
const listsOf = (operations: readonly Operation[]) =>
  operations.filter(
    (read) => read.f === 'readOrders' && read.outcome === 'ok' && identityAt(operations, read) === 'account',
  )

const acknowledgedBefore = (operations: readonly Operation[], list: Operation) =>
  operations.filter(({ f, outcome, end }) => f === 'checkout' && outcome === 'ok' && end < list.start)

function forgotten(
  operations: readonly Operation[],
  { list, lists }: { list: Operation; lists: readonly Operation[] },
): readonly Anomaly[] {
  const isIn = (read: Operation, { shown: order }: Operation) => orderIdsOf([read]).has(orderIdIn(order))
  const missing = acknowledgedBefore(operations, list).filter((checkout) => !isIn(list, checkout))
  return missing.slice(0, 1).map((checkout) => {
    const later = lists.filter(({ start }) => start > list.end)
    const isBack = later.length > 0 && later.every((read) => isIn(read, checkout))
    return {
      kind: isBack ? ('order-stale' as const) : ('order-lost' as const),
      shopper: list.shopper,
      detail: `${list.shopper} got order ${orderIdIn(checkout.shown)} acknowledged, but ${deviceOf(list)} does not list it${isBack ? '; later it is listed' : ''}.`,
      events: [...checkout.events, ...list.events],
    }
  })
}

function foreign(list: Operation, ownersOf: OwnersOf): readonly Anomaly[] {
  const [first] = ordersShownBy(list).filter((order) => isForeign(order, list, ownersOf))
  if (!first) return []
  const detail = `${list.shopper} sees order ${first.orderId} on ${deviceOf(list)}, and that is of ${ownersOf(first.orderId).slice(0, 3).join(', ')}.`
  return [{ kind: 'order-foreign', shopper: list.shopper, detail, events: list.events }]
}

const orderIdIn = (order: unknown) => String(fieldOf(order, 'orderId'))
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
