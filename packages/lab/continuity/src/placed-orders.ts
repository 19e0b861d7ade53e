/** Which orders a history tells of, and whose they are. */
import { isRecord, type ShownOrder } from './events.ts'
import { fieldOf } from './lines.ts'
import type { Operation } from './operations.ts'

export interface PlacedOrder extends ShownOrder {
  readonly shopper: string
  /** The operation that showed it first. */
  readonly seenIn: Operation
}

/** Who was told that this order is theirs, over all shoppers. */
export type OwnersOf = (orderId: string) => readonly string[]

/** An order belongs to whom a checkout was answered with it; where nobody was, to whom a checkout without an answer may have made it. */
export function orderOwners(byShopper: ReadonlyMap<string, readonly Operation[]>): OwnersOf {
  const told = new Map<string, Set<string>>()
  const mayBe = new Map<string, Set<string>>()
  for (const [shopper, operations] of byShopper) {
    const isWaiting = operations.some(({ f, outcome }) => f === 'checkout' && outcome === 'info')
    for (const operation of operations)
      for (const { orderId } of ordersShownBy(operation)) {
        if (operation.f === 'checkout') add(told, orderId, shopper)
        else if (isWaiting) add(mayBe, orderId, shopper)
      }
  }
  return (orderId) => [...(told.get(orderId) ?? mayBe.get(orderId) ?? [])]
}

/** Every order that was acknowledged or shown to its shopper, once. Those that belong to others are left out. */
export function placedBy(operations: readonly Operation[], ownersOf: OwnersOf): readonly PlacedOrder[] {
  const placed = new Map<string, PlacedOrder>()
  for (const seenIn of operations)
    for (const order of ordersShownBy(seenIn))
      if (!placed.has(order.orderId) && !isForeign(order, seenIn, ownersOf))
        placed.set(order.orderId, { ...order, shopper: seenIn.shopper, seenIn })
  return [...placed.values()]
}

export function isForeign({ orderId }: ShownOrder, { shopper, f }: Operation, ownersOf: OwnersOf): boolean {
  const owners = ownersOf(orderId)
  return f === 'readOrders' && owners.length > 0 && !owners.includes(shopper)
}

/** Throws when an answer shows something that is no order: what cannot be read must not count as none. */
export function ordersShownBy(operation: Operation): readonly ShownOrder[] {
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

function add(sets: Map<string, Set<string>>, key: string, value: string) {
  sets.set(key, (sets.get(key) ?? new Set()).add(value))
}
