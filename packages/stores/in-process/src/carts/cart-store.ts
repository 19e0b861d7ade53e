import {
  applyChange,
  type Cart,
  type CartChange,
  type CartOutcome,
  type CartRecord,
  type CartStore,
  cartLimits,
  emptyCart,
  hashChange,
} from '@unsticky/cart'
import { type IdempotencyKey, type LocalArchive, type Now, type ShopperId, systemNow } from '@unsticky/kernel'
import { memory } from '../in-process.ts'
import { createCartArchive } from './cart-archive.ts'
import { createSeenKeys, type SeenKeys, seenKeysOf } from './seen-keys.ts'

export interface MemoryCartStore extends CartStore {
  /** For moving out (apps/experiments/migrate). */
  readonly archive: LocalArchive<CartRecord>
}

/**
 * One cart per shopper in a Map. On one server that never restarts it keeps every promise of the port: nothing is
 * awaited between reading and writing, so changes of two devices cannot overlap.
 */
export function createMemoryCartStore({ now = systemNow }: { now?: Now } = {}): MemoryCartStore {
  // STATEFUL: the carts die with the process, and another instance does not see them.
  const carts = new Map<ShopperId, Cart>()
  // STATEFUL: a repeat that reaches another instance is not recognised and counts twice.
  const seenKeys = new Map<ShopperId, SeenKeys>()
  const reminded = new Map<ShopperId, number>()
  const archive = createCartArchive({ carts, seenKeys, reminded })
  return {
    livesIn: memory,
    held: () => carts.size,
    load,
    change,
    mergeGuest,
    abandoned,
    markReminded,
    close: async () => {},
    archive,
  }

  async function load(shopperId: ShopperId) {
    return copy(find(shopperId))
  }

  async function change(
    shopperId: ShopperId,
    change: CartChange,
    { key }: { key: IdempotencyKey },
  ): Promise<CartOutcome> {
    const fingerprint = hashChange(change)
    const keys = createSeenKeys({ now, entries: seenKeysOf(seenKeys, shopperId) })
    const replayed = keys.isRepeat(key, fingerprint)
    if (!replayed) {
      carts.set(shopperId, applyChange(find(shopperId), change, { now: now(), limits: cartLimits }))
      keys.remember(key, fingerprint)
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
const copy = (cart: Cart): Cart => ({ ...cart, lines: cart.lines.map((line) => ({ ...line })) })
