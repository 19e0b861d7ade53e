import { type CartRecord, type CartStore, hashChange, hashKey } from '@unsticky/cart'
import type { Now } from '@unsticky/kernel'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

interface MigratingCartStoreOptions {
  readonly gate: Gate
  readonly old: CartStore
  readonly next: CartStore
  readonly handover: Handover<CartRecord>
  readonly now: Now
}

/** Carts between two stores. A cart moves with the keys of its changes, so a repeat counts once wherever it arrives. */
export function createMigratingCartStore(options: MigratingCartStoreOptions): CartStore {
  const { gate, old, next, handover, now } = options
  return {
    get livesIn() {
      return gate.mode === 'read-through' ? next.livesIn : old.livesIn
    },
    load: (shopperId) =>
      gate.run(async (mode) => {
        if (mode !== 'read-through') return old.load(shopperId)
        await handover.ensure(shopperId)
        return next.load(shopperId)
      }),
    change: (shopperId, change, { key }) =>
      gate.run(async (mode) => {
        if (mode !== 'read-through') {
          const outcome = await old.change(shopperId, change, { key })
          if (mode === 'dual-write') await handover.copy(shopperId)
          return outcome
        }
        await handover.ensure(shopperId)
        const outcome = await next.change(shopperId, change, { key })
        const applied = { key: hashKey(key), fingerprint: hashChange(change), appliedAt: now() }
        await handover.mirror({ cart: outcome.cart, appliedKeys: [applied], remindedRevision: 0 })
        return outcome
      }),
    mergeGuest: (guestId, accountId) =>
      gate.run(async (mode) => {
        if (mode !== 'read-through') {
          const cart = await old.mergeGuest(guestId, accountId)
          // The account first: who dies in between leaves lines in both, and the merge is made again.
          if (mode === 'dual-write') for (const id of [accountId, guestId]) await handover.copy(id)
          return cart
        }
        for (const id of [guestId, accountId]) await handover.ensure(id)
        const cart = await next.mergeGuest(guestId, accountId)
        const guest = await next.load(guestId)
        for (const each of [cart, guest]) {
          if (each.revision > 0) await handover.mirror({ cart: each, appliedKeys: [], remindedRevision: 0 })
        }
        return cart
      }),
    abandoned: (query) => gate.run((mode) => (mode === 'read-through' ? next : old).abandoned(query)),
    markReminded: (cart) =>
      gate.run(async (mode) => {
        const isFirst = await (mode === 'read-through' ? next : old).markReminded(cart)
        if (mode === 'dual-write') await handover.copy(cart.shopperId)
        return isFirst
      }),
    close: async () => void (await Promise.all([old.close(), next.close()])),
  }
}
