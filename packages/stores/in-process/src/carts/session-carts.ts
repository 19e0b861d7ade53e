/**
 * The naive way: the cart inside the session. It works as long as the session store hands out the live object, as the
 * memory store does, and loses updates as soon as it hands out copies: two requests load the same session, both add,
 * the later write wins. Step 3a shows it; nothing else uses it.
 */
import {
  applyChange,
  type Cart,
  type CartChange,
  type CartOutcome,
  type CartStore,
  cartLimits,
  changeFingerprint,
  emptyCart,
} from '@unsticky/cart'
import type { IdempotencyKey, Now, ShopperId, StatePlace } from '@unsticky/kernel'
import { createSeenKeys, type SeenKey } from './seen-keys.ts'

interface CartBlob {
  // STATEFUL: the whole cart travels with every request's session, so of two that overlap the later one wins.
  cart?: Cart
  seenKeys?: [string, SeenKey][]
}

/** Carts that are reached through the session of a request; `now` in milliseconds. */
export function createSessionCarts({ now }: { now: Now }) {
  const livesIn: StatePlace = { kind: 'shared', name: 'inside the session' }
  const common = {
    livesIn,
    // From inside one session nobody can look into the others, so nobody is reminded.
    abandoned: async () => [],
    markReminded: async () => false,
    close: async () => {},
  }
  return { ...common, load: outside, change: outside, mergeGuest: outside, inSession }

  function inSession(session: Record<string, unknown>): CartStore {
    const blob = session as CartBlob
    return { ...common, load, change, mergeGuest }

    async function load(shopperId: ShopperId) {
      return structuredClone(find(shopperId))
    }

    async function change(
      shopperId: ShopperId,
      change: CartChange,
      { key }: { key: IdempotencyKey },
    ): Promise<CartOutcome> {
      const entries = new Map(blob.seenKeys)
      const keys = createSeenKeys({ now, entries })
      const fingerprint = changeFingerprint(change)
      const replayed = keys.isRepeat(key, fingerprint)
      if (!replayed) {
        blob.cart = applyChange(find(shopperId), change, { now: now(), limits: cartLimits })
        keys.remember(key, fingerprint)
        blob.seenKeys = [...entries]
      }
      return { cart: await load(shopperId), replayed }
    }

    // The guest's cart came along when the session was made anew at login: it is the account's now.
    async function mergeGuest(_guestId: ShopperId, accountId: ShopperId) {
      return load(accountId)
    }

    function find(shopperId: ShopperId): Cart {
      return { ...(blob.cart ?? emptyCart(shopperId)), shopperId }
    }
  }
}

async function outside(): Promise<never> {
  throw new Error('A cart inside the session is reached through the session of a request: inSession()')
}
