import type { SessionStore } from '@fastify/session'
import type { IdentityProvider, ProfileStore } from '@unsticky/accounts'
import type { CartEvents, CartStore } from '@unsticky/cart'
import type { CatalogStore } from '@unsticky/catalog'
import type { CookieKeys, FileStore, LeaseStore, Placed, RateLimiter } from '@unsticky/kernel'
import type { AuthorizePayment, OrderStore } from '@unsticky/orders'

/** What stands behind the ports of one shop. A composition (apps/shop-…) fills it in; nothing else chooses. */
export interface ShopAdapters {
  readonly catalog: CatalogStore
  readonly carts: ShopCarts
  readonly cartEvents: CartEvents
  readonly identity: IdentityProvider
  readonly profiles: ProfileStore
  /** Profile pictures and receipts. */
  readonly files: FileStore
  readonly orders: OrderStore
  readonly sessions: ShopSessionStore
  readonly rateLimiter: RateLimiter
  readonly leases: LeaseStore
  readonly cookieKeys: CookieKeys
  /** The simulated payment provider keeps nothing, so it has no place among the state. */
  readonly authorizePayment: AuthorizePayment
}

/** How each adapter is made; nothing is connected to before it is asked for. */
export type AdapterMakers = {
  readonly [Port in keyof ShopAdapters]: () => ShopAdapters[Port] | Promise<ShopAdapters[Port]>
}

/** Makes every adapter, or none: those that were made are closed again when one cannot be. */
export async function makeAdapters(makers: AdapterMakers): Promise<ShopAdapters> {
  const ports = Object.keys(makers) as (keyof ShopAdapters)[]
  const made = await Promise.allSettled(ports.map(async (port) => makers[port]()))
  const failed = made.find((each) => each.status === 'rejected')
  if (failed) {
    const others = made.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    await Promise.allSettled(others.map(async (adapter) => 'close' in adapter && adapter.close()))
    throw failed.reason
  }
  const pairs = made.map((each, index) => [ports[index], each.status === 'fulfilled' && each.value])
  return Object.fromEntries(pairs) as ShopAdapters
}

/** The store that @fastify/session asks, and where it lives. Holds small sessions: account, created at. */
export interface ShopSessionStore extends Placed {
  readonly store: SessionStore
  close(): Promise<void>
}

/** The carts. Where they lie inside the sessions (step 3a), the store of a request is the one in its session. */
export interface ShopCarts extends CartStore {
  inSession?(session: Record<string, unknown>): CartStore
}

/** The pieces of state in the order in which people ask for them. */
const pieces = {
  session: 'sessions',
  cart: 'carts',
  'cart updates': 'cartEvents',
  login: 'identity',
  profile: 'profiles',
  'picture and receipts': 'files',
  'catalogue and stock': 'catalog',
  orders: 'orders',
  'login attempts': 'rateLimiter',
  'reminder lease': 'leases',
  'cookie keys': 'cookieKeys',
} as const satisfies Record<string, keyof ShopAdapters>

export interface StateInventoryRow {
  readonly state: keyof typeof pieces
  readonly kind: 'in-process' | 'shared'
  /** For people: "DynamoDB". */
  readonly livesIn: string
}

/** Where each piece of state of this composition lives; for the badge and for `assertNoStateInProcess`. */
export function inventory(adapters: ShopAdapters): readonly StateInventoryRow[] {
  return Object.entries(pieces).map(([state, port]) => {
    const { kind, name } = adapters[port].livesIn
    return { state: state as keyof typeof pieces, kind, livesIn: name }
  })
}

/** Throws when a piece of state lives in the process: a stateless shop has no silent fallback. */
export function assertNoStateInProcess(adapters: ShopAdapters): void {
  const local = inventory(adapters).filter(({ kind }) => kind === 'in-process')
  if (local.length === 0) return
  const list = local.map(({ state, livesIn }) => `${state} (${livesIn})`).join(', ')
  throw new Error(
    `A stateless shop keeps nothing in its process, but this one does: ${list}. Give it shared adapters.`,
  )
}
