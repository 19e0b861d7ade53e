import type { Cart, CartChange } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { idleIndexKey } from './cart-keys.ts'
import type { CartRecord } from './cart-record.ts'

/** A cart together with the record it was read from. */
export interface FoundCart {
  readonly cart: Cart
  readonly record: CartRecord
}

interface IdleIndexOptions {
  readonly find: (shopperId: ShopperId) => Promise<FoundCart>
}

/**
 * The shoppers whose carts may lie idle, sorted by a time at or before the last change. In a cluster it lies on another
 * node than the carts, so no script can change both. It is a hint that may be too old and never too young; the cart
 * itself decides:
 *
 * - `add` comes after the change and before the answer. Who dies in between has acknowledged nothing, and the repeat
 *   with the same key adds; should the shopper go on with another key instead, one of the next changes does.
 * - A visit puts a hint that is too old right, and removes the hint of a cart without lines. It removes first and looks
 *   again after, so that a line that came meanwhile is not forgotten.
 */
export function createIdleIndex(valkey: Valkey, { find }: IdleIndexOptions) {
  return { add, idleCarts }

  /** Does nothing when there is a hint already: a visit will find out how young the cart is. */
  async function add({ shopperId, updatedAt }: Pick<Cart, 'shopperId' | 'updatedAt'>) {
    await valkey.ask((redis) => redis.zadd(idleIndexKey, 'NX', updatedAt, shopperId))
  }

  async function idleCarts({ before, limit }: { before: number; limit: number }): Promise<readonly Cart[]> {
    const idle: Cart[] = []
    while (idle.length < limit) {
      // What was found stays in the index, so it is stepped over; everything else leaves the range by its visit.
      const shoppers = await hints({ before, offset: idle.length, count: limit - idle.length })
      if (shoppers.length === 0) break
      const visited = await Promise.all(shoppers.map((shopperId) => visit(shopperId, before)))
      idle.push(...visited.filter((cart) => cart !== undefined))
    }
    return idle
  }

  function hints({ before, offset, count }: { before: number; offset: number; count: number }) {
    const range = [idleIndexKey, '-inf', `(${before}`, 'LIMIT', offset, Math.min(count, 100)] as const
    return valkey.ask((redis) => redis.zrangebyscore(...range))
  }

  async function visit(shopperId: ShopperId, before: number): Promise<Cart | undefined> {
    const found = await find(shopperId)
    if (!isWaiting(found)) return forget(shopperId)
    if (found.cart.updatedAt < before) return found.cart
    await valkey.ask((redis) => redis.zadd(idleIndexKey, 'XX', 'GT', found.cart.updatedAt, shopperId))
  }

  async function forget(shopperId: ShopperId): Promise<undefined> {
    await valkey.ask((redis) => redis.zrem(idleIndexKey, shopperId))
    const found = await find(shopperId)
    if (isWaiting(found)) await add(found.cart)
  }
}

/**
 * False where the cart has its hint from the change that put its first line in, which are most changes: a round trip and
 * a write to the disk less. Nothing but a visit takes a hint away, from a cart that was empty or reminded of before.
 */
export function mayLackHint(
  { cart, record, replayed }: FoundCart & { replayed: boolean },
  { kind }: CartChange,
) {
  const hadLines = (kind !== 'add' && kind !== 'merge') || cart.lines.length > 1
  const wasReminded = Number(record.reminded ?? 0) >= cart.revision - 1
  return replayed || !hadLines || wasReminded || cart.revision % healEvery === 0
}

/** So many changes later at the latest a cart has a hint that somebody died before leaving. */
const healEvery = 8

/** Has lines, and nobody was reminded of them. */
const isWaiting = ({ cart, record }: FoundCart) =>
  cart.lines.length > 0 && Number(record.reminded ?? 0) < cart.revision
