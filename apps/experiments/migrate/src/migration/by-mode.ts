import type { CartEvents } from '@unsticky/cart'
import type { Gate } from './gate.ts'

/**
 * A store that needs no copy: the old one serves until the new one decides. For the catalogue, which is copied once
 * and does not change meanwhile, and for counters and leases, which begin anew.
 */
export function createByMode<Store extends object>(gate: Gate, old: Store, next: Store): Store {
  return new Proxy(old, {
    get: (_target, property) => {
      if (property === 'close') return () => Promise.all([old, next].map(close))
      const store = gate.mode === 'read-through' ? next : old
      return Reflect.get(store, property)
    },
  })
}

const close = (store: object) => (store as { close?: () => Promise<void> }).close?.()

/** Live updates. Whoever listened before the switch hears on: events go to both once the new one decides. */
export function createMigratingCartEvents(gate: Gate, old: CartEvents, next: CartEvents): CartEvents {
  return {
    get livesIn() {
      return gate.mode === 'read-through' ? next.livesIn : old.livesIn
    },
    async publish(shopperId, event) {
      const places = gate.mode === 'read-through' ? [old, next] : [old]
      await Promise.all(places.map((place) => place.publish(shopperId, event)))
    },
    subscribe: (shopperId, listener) =>
      (gate.mode === 'read-through' ? next : old).subscribe(shopperId, listener),
    close: async () => void (await Promise.all([old.close(), next.close()])),
  }
}
