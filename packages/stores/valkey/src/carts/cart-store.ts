import { type Cart, type CartLimits, type CartStore, cartKeySeconds, cartLimits } from '@unsticky/cart'
import { type Now, type ShopperId, systemNow } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { appliedKeysKey, cartKey } from './cart-keys.ts'
import { readCart } from './cart-record.ts'
import { defineCartScripts } from './cart-scripts.ts'
import { changeCart } from './change-cart.ts'
import { createIdleIndex, type FoundCart, mayLackHint } from './idle-index.ts'
import { mergeGuest } from './merge-guest.ts'

export interface ValkeyCartStoreOptions {
  /** A Valkey that keeps what it acknowledged: `appendfsync always`, or MemoryDB. */
  readonly redis: Valkey
  readonly now?: Now
  readonly limits?: CartLimits
}

/**
 * Carts in Valkey: one hash per shopper, changed by one script per change, so that the changes of two devices follow
 * one another on the server and a repeat is recognised by what makes the change itself. A guest's cart lives 30 days
 * after its last change, an account's 90.
 */
export function createValkeyCartStore({
  redis: valkey,
  now = systemNow,
  limits = cartLimits,
}: ValkeyCartStoreOptions): CartStore {
  const scripts = defineCartScripts(valkey)
  const dependencies = { scripts, now, limits }
  const index = createIdleIndex(valkey, { find })
  return {
    livesIn: { kind: 'shared', name: 'Valkey (carts, append-only file)' },
    load,
    async change(shopperId, change, { key }) {
      const options = { change, key, keys: appliedKeysKey(shopperId), keySeconds: cartKeySeconds }
      const changed = await changeCart(dependencies, shopperId, options)
      if (mayLackHint(changed, change)) await noteChange(changed.cart)
      return { cart: changed.cart, replayed: changed.replayed }
    },
    async mergeGuest(guestId, accountId) {
      if (guestId !== accountId) await mergeGuest(dependencies, { guestId, accountId })
      const cart = await load(accountId)
      await noteChange(cart)
      return cart
    },
    abandoned: index.idleCarts,
    async markReminded({ shopperId, revision }) {
      return (await scripts.markReminded([cartKey(shopperId)], [revision])) === 1
    },
    close: valkey.close,
  }

  async function load(shopperId: ShopperId): Promise<Cart> {
    return (await find(shopperId)).cart
  }

  async function find(shopperId: ShopperId): Promise<FoundCart> {
    const record = await valkey.ask((redis) => redis.hgetall(cartKey(shopperId)))
    return { cart: readCart(shopperId, record), record }
  }

  /** An empty cart needs no hint. */
  async function noteChange(cart: Cart) {
    if (cart.lines.length > 0) await index.add(cart)
  }
}
