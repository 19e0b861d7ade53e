import { crc32 } from 'node:zlib'
import { type Cart, emptyCart } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'

const day = 24 * 60 * 60

/** A guest who does not come back leaves a cart behind; counted anew from every change. */
const cartSeconds = (shopperId: ShopperId) => (shopperId.startsWith('guest_') ? 30 : 90) * day

const partition = (shopperId: ShopperId) => `CART#${shopperId}`

export const cartKey = (shopperId: ShopperId) => ({ pk: partition(shopperId), sk: 'CART' })

/** The index of carts that a reminder may be due for, in parts, so that no partition takes every cart's writes. */
export const idleIndex = 'idle'
export const idleShards = Array.from({ length: 4 }, (_, index) => `IDLE#${index}`)
const idleShardOf = (shopperId: ShopperId) => idleShards[crc32(shopperId) % idleShards.length]

export type Item = Record<string, unknown>

/**
 * The cart of a shopper from what lies in the table. An expired cart is empty, but goes on counting its revisions: from
 * zero, two writers could take each other's first revision for the one they had read.
 */
export function cartOf(shopperId: ShopperId, item: Item | undefined, now: number): Cart {
  if (!item) return emptyCart(shopperId)
  const cart = toCart(item)
  return (item.expiresAt as number) > now ? cart : { ...cart, lines: [] }
}

export function toCart({ shopperId, lines, revision, updatedAt, pendingOrders }: Item): Cart {
  return { shopperId, lines, revision, updatedAt, ...(pendingOrders ? { pendingOrders } : {}) } as Cart
}

const nothingIsStored = 'attribute_not_exists(pk)'
const nobodyWroteSince = '#revision = :revisionRead'

interface PutOptions {
  readonly read: Cart
  /** The keys of the last changes, as `addKey` made them or as they were read. */
  readonly keys: readonly string[]
}

/** Puts the whole cart, if nobody has written since it was read. */
export function putCart(table: string, cart: Cart, { read, keys }: PutOptions) {
  const Item = {
    ...cartKey(cart.shopperId),
    ...cart,
    keys,
    ...expiry(cart.updatedAt, cartSeconds(cart.shopperId)),
    // A new revision has not been reminded of, and of an empty cart nobody is.
    idleShard: cart.lines.length > 0 ? idleShardOf(cart.shopperId) : undefined,
  }
  if (read.revision === 0) return { TableName: table, Item, ConditionExpression: nothingIsStored }
  return {
    TableName: table,
    Item,
    ConditionExpression: nobodyWroteSince,
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':revisionRead': read.revision },
  }
}

/** Milliseconds for our own comparison, seconds for DynamoDB's time to live, which deletes up to days later. */
function expiry(now: number, seconds: number) {
  const expiresAt = now + seconds * 1000
  return { expiresAt, expiresAtSeconds: Math.ceil(expiresAt / 1000) }
}
