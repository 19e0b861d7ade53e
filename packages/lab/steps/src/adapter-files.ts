import type { Port } from './matrix.ts'
import type { Composition } from './step.ts'

/** Where the code of each adapter lies, from the root of the repository. */
const files: { readonly [P in Port]: Readonly<Record<Exclude<Composition[P], 'plain'>, string>> } = {
  identity: {
    memory: 'packages/stores/in-process/src/identity/identity.ts',
    Cognito: 'packages/stores/cognito/src/identity/identity.ts',
  },
  profiles: {
    memory: 'packages/stores/in-process/src/profiles/profile-store.ts',
    DynamoDB: 'packages/stores/dynamodb/src/profiles/profile-store.ts',
  },
  files: {
    disk: 'packages/stores/in-process/src/files/file-store.ts',
    S3: 'packages/stores/s3/src/files/file-store.ts',
  },
  cookieKeys: {
    memory: 'packages/stores/in-process/src/cookie-keys/cookie-keys.ts',
    'Secrets Manager': 'packages/stores/secrets-manager/src/cookie-keys/cookie-keys.ts',
  },
  sessions: {
    memory: 'packages/stores/in-process/src/sessions/session-store.ts',
    'Valkey, unguarded': 'packages/stores/valkey/src/sessions/unguarded-session-store.ts',
    Valkey: 'packages/stores/valkey/src/sessions/session-store.ts',
  },
  carts: {
    memory: 'packages/stores/in-process/src/carts/cart-store.ts',
    session: 'packages/stores/in-process/src/carts/session-carts.ts',
    Valkey: 'packages/stores/valkey/src/carts/cart-store.ts',
  },
  cartEvents: {
    memory: 'packages/stores/in-process/src/events/cart-events.ts',
    Valkey: 'packages/stores/valkey/src/events/cart-events.ts',
  },
  rateLimiter: {
    memory: 'packages/stores/in-process/src/rate-limits/rate-limiter.ts',
    Valkey: 'packages/stores/valkey/src/rate-limits/rate-limiter.ts',
  },
  leases: {
    memory: 'packages/stores/in-process/src/leases/lease-store.ts',
    Valkey: 'packages/stores/valkey/src/leases/lease-store.ts',
  },
  catalog: {
    memory: 'packages/stores/in-process/src/catalog/catalog-store.ts',
    DynamoDB: 'packages/stores/dynamodb/src/catalog/catalog-store.ts',
  },
  orders: {
    memory: 'packages/stores/in-process/src/orders/order-store.ts',
    DynamoDB: 'packages/stores/dynamodb/src/orders/order-store.ts',
  },
}

/** Where the plain shop lies, whose state has no adapters. */
export const plainFolder = 'apps/shop-stateful/src'

/** The file of the adapter that the matrix names behind a port. */
export function adapterFile(port: Port, adapter: string): string {
  if (adapter === 'plain') return plainFolder
  const file = (files[port] as Readonly<Record<string, string>>)[adapter]
  if (!file) throw new Error(`No adapter "${adapter}" for ${port}`)
  return file
}

/** The data behind each port, in words of the shop. */
export const dataBehind: Readonly<Record<Port, string>> = {
  identity: 'accounts, password hashes, tokens',
  profiles: 'profiles',
  files: 'profile pictures and receipts',
  cookieKeys: 'the keys that sign cookies',
  sessions: 'sessions: who is logged in',
  carts: 'carts, and the keys of changes already made',
  cartEvents: 'live updates on their way to open pages',
  rateLimiter: 'counters of login attempts',
  leases: 'who runs the reminder',
  catalog: 'products, prices and stock',
  orders: 'orders, their numbers and the keys of checkouts already made',
}
