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
import { type IdempotencyKey, type Now, type ShopperId, systemNow } from '@unsticky/kernel'
import { memory } from './in-process.ts'
import { createSeenKeys } from './seen-keys.ts'

/**
 * One cart per shopper in a Map. On one server that never restarts it keeps every promise of the port: nothing is
 * awaited between reading and writing, so changes of two devices cannot overlap.
 */
export function createMemoryCartStore({ now = systemNow }: { now?: Now } = {}): CartStore {
  // STATEFUL: the carts die with the process, and another instance does not see them.
  const carts = new Map<ShopperId, Cart>()
  // STATEFUL: a repeat that reaches another instance is not recognised and counts twice.
  const keys = createSeenKeys({ now })
  const reminded = new Map<ShopperId, number>()
  return { livesIn: memory, load, change, mergeGuest, abandoned, markReminded, close: async () => {} }

  async function load(shopperId: ShopperId) {
    return copy(find(shopperId))
  }

  async function change(
    shopperId: ShopperId,
    change: CartChange,
    { key }: { key: IdempotencyKey },
  ): Promise<CartOutcome> {
    const fingerprint = changeFingerprint(change)
    const replayed = keys.isRepeat(shopperId, key, fingerprint)
    if (!replayed) {
      carts.set(shopperId, applyChange(find(shopperId), change, { now: now(), limits: cartLimits }))
      keys.remember(shopperId, key, fingerprint)
    }
    return { cart: copy(find(shopperId)), replayed }
  }

  async function mergeGuest(guestId: ShopperId, accountId: ShopperId) {
    const guest = find(guestId)
    if (guest.lines.length > 0) {
      const change = { kind: 'merge', lines: guest.lines } as const
      carts.set(accountId, applyChange(find(accountId), change, { now: now(), limits: cartLimits }))
      carts.set(guestId, { ...guest, lines: [], revision: guest.revision + 1, updatedAt: now() })
    }
    return copy(find(accountId))
  }

  async function abandoned({ before, limit }: { before: number; limit: number }) {
    const idle = [...carts.values()].filter(
      (cart) =>
        cart.lines.length > 0 && cart.updatedAt < before && reminded.get(cart.shopperId) !== cart.revision,
    )
    return idle.slice(0, limit).map(copy)
  }

  async function markReminded({ shopperId, revision }: Cart) {
    if (reminded.get(shopperId) === revision) return false
    reminded.set(shopperId, revision)
    return true
  }

  function find(shopperId: ShopperId) {
    return carts.get(shopperId) ?? emptyCart(shopperId)
  }
}

/** A remote store hands out copies; so do we, or a caller could change the cart behind our back. */
const copy = (cart: Cart): Cart => structuredClone(cart)
