/** Judges what is in the orders of one shopper: what was checked out, and the same for ever. */
import { type Anomaly, deviceOf } from './anomaly.ts'
import { expectationOf, extraIn, isCartWrite } from './cart-expectation.ts'
import type { ShownOrder } from './events.ts'
import { identityAt } from './identity.ts'
import { describeUnits, fieldOf, type Units, unitsOf } from './lines.ts'
import { foldAttempts, type Operation } from './operations.ts'
import { isForeign, type OwnersOf, ordersShownBy } from './placed-orders.ts'

export interface OrderLinesCheck {
  /** Orders whose lines could be compared with anything. */
  readonly looked: number
  readonly anomalies: readonly Anomaly[]
}

/**
 * An order shows the lines that its checkout sent. Where a checkout sent none, it holds nothing that cannot have been in
 * the cart. An order that is listed shows the lines with which it was acknowledged.
 */
export function checkOrderLines(operations: readonly Operation[], ownersOf: OwnersOf): OrderLinesCheck {
  const writes = foldAttempts(operations.filter(isCartWrite))
  const hasCart = writes.some(({ f }) => f !== 'checkout')
  const acknowledged = new Map<string, Units>()
  const looked = new Set<string>()
  const anomalies: Anomaly[] = []
  for (const operation of operations)
    for (const order of ordersShownBy(operation)) {
      if (order.lines === undefined || isForeign(order, operation, ownersOf)) continue
      const shown = unitsOf(order.lines, operation)
      const wrong = wrongUnits(order, { shown, operation })
      if (wrong) anomalies.push(wrongLines(order, operation, wrong))
      if (operation.f === 'checkout' && !acknowledged.has(order.orderId))
        acknowledged.set(order.orderId, shown)
    }
  return { looked: looked.size, anomalies }

  /** `undefined` when nothing speaks against the lines. */
  function wrongUnits({ orderId }: ShownOrder, { shown, operation }: { shown: Units; operation: Operation }) {
    const wanted = operation.f === 'checkout' ? sentWith(operation) : acknowledged.get(orderId)
    if (wanted) {
      looked.add(orderId)
      return isSame(shown, wanted) ? undefined : { shown, wanted }
    }
    const checkout =
      operation.f === 'checkout' && writes.find(({ events }) => events.includes(operation.events[0] as never))
    // A history without a cart says nothing of what was in it.
    if (!checkout || !hasCart || identityAt(operations, checkout) !== 'account') return undefined
    looked.add(orderId)
    const others = writes.filter((write) => write !== checkout)
    const expected = expectationOf(operations, { writes: others, read: checkout, reader: 'account' })
    return extraIn(shown, expected).size > 0 ? { shown } : undefined
  }
}

function sentWith(checkout: Operation): Units | undefined {
  const lines = fieldOf(checkout.sent, 'lines')
  return lines === undefined ? undefined : unitsOf(lines, checkout)
}

function wrongLines(
  { orderId }: ShownOrder,
  operation: Operation,
  { shown, wanted }: { shown: Units; wanted?: Units },
): Anomaly {
  const { shopper, f } = operation
  const but = wanted
    ? `${f === 'checkout' ? 'were checked out' : 'were acknowledged'}: ${describeUnits(wanted) || 'nothing'}`
    : 'cannot have been in the cart'
  const detail = `Order ${orderId} of ${shopper} holds ${describeUnits(shown) || 'nothing'} on ${deviceOf(operation)}; other lines ${but}.`
  return { kind: 'order-wrong', shopper, detail, events: operation.events }
}

const isSame = (one: Units, other: Units) =>
  one.size === other.size && [...one].every(([id, units]) => other.get(id) === units)
