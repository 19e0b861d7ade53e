import {
  type ClaimCopy,
  type LastOrder,
  type Order,
  type OrderStore,
  orderRecordId,
  recordId,
} from '@unsticky/orders'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

interface MigratingOrderStoreOptions {
  readonly gate: Gate
  readonly old: OrderStore
  readonly next: OrderStore
  readonly handovers: { readonly orders: Handover<Order>; readonly claims: Handover<ClaimCopy> }
}

/**
 * Orders between two stores, with their keys: a checkout that began before a switch ends after it under the same key
 * and order id. An order goes before its key: a key that says "placed" must find the order.
 */
export function createMigratingOrderStore(options: MigratingOrderStoreOptions): OrderStore {
  const { gate, old, next } = options
  const { orders, claims } = options.handovers
  return {
    get livesIn() {
      return gate.mode === 'read-through' ? next.livesIn : old.livesIn
    },
    claim: (accountId, key, request) =>
      gate.run(async (mode) => {
        const id = recordId(accountId, key)
        if (mode === 'read-through') await claims.ensure(id)
        const store = mode === 'read-through' ? next : old
        const claim = await store.claim(accountId, key, request)
        if (mode === 'dual-write') await claims.copy(id)
        if (mode === 'read-through' && claim.kind === 'claimed') await claims.mirrorById(id)
        return claim
      }),
    release: (accountId, key) =>
      gate.run((mode) =>
        claims.remove(recordId(accountId, key), async () => {
          await (mode === 'read-through' ? next : old).release(accountId, key)
          // A claim that stays in the other store ends with its lease.
          if (mode === 'dual-write') await next.release(accountId, key).catch(() => {})
          if (mode === 'read-through') await old.release(accountId, key)
        }),
      ),
    last: (accountId) => gate.run((mode) => (mode === 'read-through' ? next : old).last(accountId)),
    place: (order, { key, after }) =>
      gate.run(async (mode) => {
        const id = recordId(order.accountId, key)
        if (mode === 'read-through') await claims.ensure(id)
        const store = mode === 'read-through' ? next : old
        const placed = await store.place(order, { key, after: await seenIn(store, order.accountId, after) })
        await follow(mode, placed)
        if (mode === 'dual-write') await claims.copy(id)
        return placed
      }),
    get: (accountId, orderId) =>
      gate.run(async (mode) => {
        if (mode !== 'read-through') return old.get(accountId, orderId)
        await orders.ensure(recordId(accountId, orderId))
        return next.get(accountId, orderId)
      }),
    list: (accountId, query) =>
      gate.run((mode) => (mode === 'read-through' ? next : old).list(accountId, query)),
    transition: (accountId, orderId, { to }) =>
      gate.run(async (mode) => {
        if (mode === 'read-through') await orders.ensure(recordId(accountId, orderId))
        const store = mode === 'read-through' ? next : old
        const moved = await store.transition(accountId, orderId, { to })
        if (moved) await follow(mode, moved)
        return moved
      }),
    close: async () => void (await Promise.all([old.close(), next.close()])),
  }

  /** An order that was the last one before a switch is unknown as such to the store that decides now. */
  async function seenIn(store: OrderStore, accountId: string, after: LastOrder | null | undefined) {
    return after && ((await store.last(accountId)) ? after : null)
  }

  async function follow(mode: Gate['mode'], order: Order) {
    if (mode === 'dual-write') await orders.copy(orderRecordId(order))
    if (mode === 'read-through') await orders.mirror(order)
  }
}
