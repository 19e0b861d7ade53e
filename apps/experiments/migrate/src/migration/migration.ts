import type { AccountDirectory, IdentityProvider, ProfileStore } from '@unsticky/accounts'
import type { CartEvents, CartStore } from '@unsticky/cart'
import type { CatalogStore } from '@unsticky/catalog'
import type { FileStore, LeaseStore, Now, RateLimiter } from '@unsticky/kernel'
import type { OrderStore } from '@unsticky/orders'
import { createByMode, createMigratingCartEvents } from './by-mode.ts'
import { createGate, type Gate } from './gate.ts'
import type { Handover } from './handover.ts'
import { type Archives, createHandovers, type LocalArchives } from './handovers.ts'
import { createMigratingCartStore } from './migrating-cart-store.ts'
import { createMigratingFileStore } from './migrating-file-store.ts'
import { createMigratingIdentity } from './migrating-identity.ts'
import { createMigratingOrderStore } from './migrating-order-store.ts'
import { createMigratingProfileStore } from './migrating-profile-store.ts'
import { createMigratingSessionStore, type SessionPlace } from './migrating-session-store.ts'

/** The stores of one side. Payment and cookie keys are no part of it: one keeps nothing, the others are shared. */
export interface Stores {
  readonly catalog: CatalogStore
  readonly carts: CartStore
  readonly cartEvents: CartEvents
  readonly identity: IdentityProvider
  readonly profiles: ProfileStore
  readonly files: FileStore
  readonly orders: OrderStore
  readonly sessions: SessionPlace
  readonly rateLimiter: RateLimiter
  readonly leases: LeaseStore
}

export interface MigrationOptions {
  readonly old: { readonly stores: Stores; readonly archives: LocalArchives }
  readonly next: {
    readonly stores: Stores
    readonly archives: Archives & { readonly accounts: AccountDirectory }
  }
  readonly now: Now
}

export interface Migration {
  readonly gate: Gate
  /** In the order in which they are copied: an account before what belongs to it, a session last. */
  readonly handovers: readonly Handover<never>[]
  /** For the composition of the shop. */
  readonly stores: Stores
}

/** Puts one running instance between its old stores and the new ones. Nothing is copied before the gate is switched. */
export function createMigration({ old, next, now }: MigrationOptions): Migration {
  const gate = createGate()
  const handovers = createHandovers(old.archives, next.archives)
  const { accounts, profiles, files, orders, claims, carts, sessions } = handovers
  const [before, after] = [old.stores, next.stores]
  const both = <Name extends keyof Stores>(name: Name) => ({ gate, old: before[name], next: after[name] })
  return {
    gate,
    handovers: Object.values(handovers) as unknown as Handover<never>[],
    stores: {
      catalog: createByMode(gate, before.catalog, after.catalog),
      carts: createMigratingCartStore({ ...both('carts'), handover: carts, now }),
      cartEvents: createMigratingCartEvents(gate, before.cartEvents, after.cartEvents),
      identity: createMigratingIdentity({
        ...both('identity'),
        directory: next.archives.accounts,
        handover: accounts,
      }),
      profiles: createMigratingProfileStore({ ...both('profiles'), handover: profiles }),
      files: createMigratingFileStore({ ...both('files'), handover: files }),
      orders: createMigratingOrderStore({ ...both('orders'), handovers: { orders, claims } }),
      sessions: createMigratingSessionStore({ ...both('sessions'), handover: sessions }),
      rateLimiter: createByMode(gate, before.rateLimiter, after.rateLimiter),
      leases: createByMode(gate, before.leases, after.leases),
    },
  }
}
