import { type AppliedKey, type Cart, type CartRecord, cartKeySeconds, keptCartKeys } from '@unsticky/cart'
import type { LocalArchive, ShopperId } from '@unsticky/kernel'
import { type SeenKeys, seenKeysOf } from './seen-keys.ts'

interface CartMaps {
  readonly carts: Map<ShopperId, Cart>
  readonly seenKeys: Map<ShopperId, SeenKeys>
  /** The revision that was last reminded of. */
  readonly reminded: Map<ShopperId, number>
}

const keyMs = cartKeySeconds * 1000

/** The carts of a memory store with the keys of their changes. The higher revision is the newer cart. */
export function createCartArchive({ carts, seenKeys, reminded }: CartMaps): LocalArchive<CartRecord> {
  return { all, read, write, remove }

  async function* all() {
    for (const shopperId of [...carts.keys()]) {
      const record = await read(shopperId)
      if (record) yield record
    }
  }

  async function read(shopperId: ShopperId): Promise<CartRecord | undefined> {
    const cart = carts.get(shopperId)
    if (!cart) return undefined
    return {
      cart: structuredClone(cart),
      appliedKeys: [...(seenKeys.get(shopperId) ?? [])].map(toAppliedKey),
      remindedRevision: reminded.get(shopperId) ?? 0,
    }
  }

  async function write({ cart, appliedKeys, remindedRevision }: CartRecord) {
    const { shopperId } = cart
    if (cart.revision > (carts.get(shopperId)?.revision ?? 0)) carts.set(shopperId, structuredClone(cart))
    if (remindedRevision > (reminded.get(shopperId) ?? 0)) reminded.set(shopperId, remindedRevision)
    // Also those of an older copy: what was applied to it is part of every later revision.
    const known = seenKeysOf(seenKeys, shopperId)
    for (const { key, fingerprint, appliedAt } of appliedKeys) {
      if (!known.has(key)) known.set(key, { fingerprint, expiresAt: appliedAt + keyMs })
    }
    // By their times, so that the copy forgets the same keys first as the original.
    const newest = [...known].sort(([, a], [, b]) => a.expiresAt - b.expiresAt).slice(-keptCartKeys)
    known.clear()
    for (const [key, seen] of newest) known.set(key, seen)
  }

  async function remove(shopperId: ShopperId) {
    for (const map of [carts, seenKeys, reminded]) map.delete(shopperId)
  }
}

const toAppliedKey = ([key, { fingerprint, expiresAt }]: [
  string,
  { fingerprint: string; expiresAt: number },
]): AppliedKey => ({ key, fingerprint, appliedAt: expiresAt - keyMs })
