import { byAge, type Cart, type CartLine, type PendingOrder } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'

/**
 * A cart as a hash: `revision`, `updatedAt`, `reminded` (the revision reminded of), `position` (of the newest line)
 * one field `line:<product>` per line with `quantity:price:addedAt:position`, and one field `order:<id>` per order that
 * is not settled, with the time at which it was begun.
 */
export type CartRecord = Readonly<Record<string, string>>

const linePrefix = 'line:'
const orderPrefix = 'order:'

/** The cart in a record; an empty record is the empty cart of a shopper nobody wrote for. */
export const readCart = (shopperId: ShopperId, record: CartRecord): Cart => ({
  shopperId,
  lines: readLines(record),
  revision: Number(record.revision ?? 0),
  updatedAt: Number(record.updatedAt ?? 0),
  ...pendingIn(record),
})

/** Looked for field by field and only seldom found: most carts are not being ordered. */
function pendingIn(record: CartRecord): Pick<Cart, 'pendingOrders'> {
  let found: PendingOrder[] | undefined
  for (const field in record) {
    if (!field.startsWith(orderPrefix)) continue
    found ??= []
    found.push({ orderId: field.slice(orderPrefix.length), since: Number(record[field]) })
  }
  return found ? { pendingOrders: found.sort(byAge) } : {}
}

/** The lines in the order in which they came. In one go, because every request for a cart comes through here. */
export function readLines(record: CartRecord): readonly CartLine[] {
  const found: { line: CartLine; position: number }[] = []
  for (const field in record) {
    if (field.startsWith(linePrefix))
      found.push(readLine(field.slice(linePrefix.length), record[field] ?? ''))
  }
  return found.sort((a, b) => a.position - b.position).map(({ line }) => line)
}

function readLine(productId: string, value: string) {
  const [quantity = 0, seenPriceCents = 0, addedAt = 0, position = 0] = value.split(':').map(Number)
  return { line: { productId, quantity, seenPriceCents, addedAt }, position }
}

/** Lines and orders that are not settled as fields with their values, in a record without others. */
export const writeFields = ({ lines, pendingOrders = [] }: Cart): readonly (readonly [string, string])[] => [
  ...lines.map(
    ({ productId, quantity, seenPriceCents, addedAt }, index) =>
      [`${linePrefix}${productId}`, [quantity, seenPriceCents, addedAt, index + 1].join(':')] as const,
  ),
  ...pendingOrders.map(({ orderId, since }) => [`${orderPrefix}${orderId}`, String(since)] as const),
]

/** What a script returns of a hash, field and value in turns, as a record. */
export function recordOf(flat: readonly string[]): CartRecord {
  const record: Record<string, string> = {}
  for (let index = 0; index < flat.length; index += 2) record[flat[index] as string] = flat[index + 1] ?? ''
  return record
}
