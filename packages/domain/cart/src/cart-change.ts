import type { Cart, CartLimits, CartLine, PendingOrder } from './cart.ts'
import { CartFullError, QuantityLimitError } from './errors.ts'

/**
 * What a shopper can do to a cart, as data: every store applies the same changes with the same outcome, in memory by
 * `applyChange`, in Valkey by a script, in DynamoDB by conditional writes. The contract suite holds them together.
 */
export type CartChange =
  /** Adds units to a line, or makes the line. Refused above the limits. */
  | {
      readonly kind: 'add'
      readonly productId: string
      readonly quantity: number
      readonly priceCents: number
    }
  /** Sets the units of a line that is there; 0 removes it. A line that is not there stays away. */
  | { readonly kind: 'set'; readonly productId: string; readonly quantity: number }
  /** Takes bought units out; what was added meanwhile stays. */
  | {
      readonly kind: 'take'
      readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
    }
  /** Notes that an order is about to take what is in the cart. The note stays until the order is settled. */
  | { readonly kind: 'checkOut'; readonly orderId: string }
  /**
   * Takes what was ordered out, and the note with it; without a note nothing happens, so an order is settled once, by
   * whoever comes first. No lines: the order will not come.
   */
  | {
      readonly kind: 'settle'
      readonly orderId: string
      readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
    }
  /** Adds the lines of a guest's cart; above the limits a merge is cut, not refused: nobody's login fails by it. */
  | { readonly kind: 'merge'; readonly lines: readonly CartLine[] }

interface ApplyOptions {
  readonly now: number
  readonly limits: CartLimits
}

/** The cart after the change. Throws `QuantityLimitError` or `CartFullError`; then nothing has changed. */
export function applyChange(cart: Cart, change: CartChange, { now, limits }: ApplyOptions): Cart {
  const changed = { ...cart, revision: cart.revision + 1, updatedAt: now }
  const pending = cart.pendingOrders ?? []
  switch (change.kind) {
    case 'checkOut':
      return withPending(
        changed,
        [...except(pending, change), { orderId: change.orderId, since: now }].toSorted(byAge),
      )
    case 'settle':
      if (except(pending, change).length === pending.length) return changed
      return withPending(
        { ...changed, lines: change.lines.reduce(takeUnits, cart.lines) },
        except(pending, change),
      )
    default:
      return { ...changed, lines: changeLines(cart.lines, change, { now, limits }) }
  }
}

/** The oldest first; of one moment by their ids, so that every store has the same order. */
export const byAge = (a: PendingOrder, b: PendingOrder): number =>
  a.since - b.since || (a.orderId < b.orderId ? -1 : 1)

const except = (pending: readonly PendingOrder[], { orderId }: { orderId: string }) =>
  pending.filter((each) => each.orderId !== orderId)

function withPending({ pendingOrders: _, ...cart }: Cart, pendingOrders: readonly PendingOrder[]): Cart {
  return pendingOrders.length > 0 ? { ...cart, pendingOrders } : cart
}

function changeLines(
  lines: readonly CartLine[],
  change: Exclude<CartChange, { orderId: string }>,
  options: ApplyOptions,
): readonly CartLine[] {
  switch (change.kind) {
    case 'add':
      return addUnits(lines, change, options)
    case 'set':
      return setUnits(lines, change, options.limits)
    case 'take':
      return change.lines.reduce(takeUnits, lines)
    case 'merge':
      return change.lines.reduce((merged, line) => mergeLine(merged, line, options.limits), lines)
  }
}

function addUnits(
  lines: readonly CartLine[],
  { productId, quantity, priceCents }: CartChange & { kind: 'add' },
  { now, limits }: ApplyOptions,
) {
  const line = lines.find((each) => each.productId === productId)
  if (!line && lines.length >= limits.maxLines) throw new CartFullError(limits.maxLines)
  const total = (line?.quantity ?? 0) + quantity
  if (total > limits.maxQuantity) throw new QuantityLimitError(productId, limits.maxQuantity)
  const changed = { productId, quantity: total, seenPriceCents: priceCents, addedAt: line?.addedAt ?? now }
  return line ? replace(lines, changed) : [...lines, changed]
}

function setUnits(
  lines: readonly CartLine[],
  { productId, quantity }: CartChange & { kind: 'set' },
  limits: CartLimits,
) {
  if (quantity > limits.maxQuantity) throw new QuantityLimitError(productId, limits.maxQuantity)
  const line = lines.find((each) => each.productId === productId)
  if (!line) return lines
  return quantity === 0 ? without(lines, productId) : replace(lines, { ...line, quantity })
}

function takeUnits(lines: readonly CartLine[], taken: { productId: string; quantity: number }) {
  const line = lines.find((each) => each.productId === taken.productId)
  if (!line) return lines
  if (line.quantity <= taken.quantity) return without(lines, line.productId)
  return replace(lines, { ...line, quantity: line.quantity - taken.quantity })
}

function mergeLine(lines: readonly CartLine[], guest: CartLine, limits: CartLimits) {
  const line = lines.find((each) => each.productId === guest.productId)
  if (line)
    return replace(lines, { ...line, quantity: Math.min(limits.maxQuantity, line.quantity + guest.quantity) })
  return lines.length < limits.maxLines ? [...lines, guest] : lines
}

const without = (lines: readonly CartLine[], productId: string) =>
  lines.filter((line) => line.productId !== productId)

const replace = (lines: readonly CartLine[], changed: CartLine) =>
  lines.map((line) => (line.productId === changed.productId ? changed : line))
