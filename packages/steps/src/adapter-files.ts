import type { Composition, Port } from './step.ts'

/** Where the code of each adapter lies, from the root of the repository. */
const files: { readonly [P in Port]: Readonly<Record<Composition[P], string>> } = {
  identity: {
    memory: 'packages/state-in-process/src/memory-identity.ts',
    Cognito: 'packages/identity-cognito/src/cognito-identity.ts',
  },
  profiles: {
    memory: 'packages/state-in-process/src/memory-profile-store.ts',
    DynamoDB: 'packages/state-dynamodb/src/profiles/profile-store.ts',
  },
  files: {
    disk: 'packages/state-in-process/src/disk-file-store.ts',
    S3: 'packages/state-s3/src/s3-file-store.ts',
  },
  cookieKeys: {
    memory: 'packages/state-in-process/src/boot-cookie-keys.ts',
    'Secrets Manager': 'packages/secrets-manager/src/managed-cookie-keys.ts',
  },
  sessions: {
    memory: 'packages/state-in-process/src/memory-session-store.ts',
    'Valkey, unguarded': 'packages/state-redis/src/sessions/unguarded-session-store.ts',
    Valkey: 'packages/state-redis/src/sessions/session-store.ts',
  },
  carts: {
    memory: 'packages/state-in-process/src/memory-cart-store.ts',
    session: 'packages/state-in-process/src/session-carts.ts',
    Valkey: 'packages/state-redis/src/carts/cart-store.ts',
  },
  cartEvents: {
    memory: 'packages/state-in-process/src/memory-cart-events.ts',
    Valkey: 'packages/state-redis/src/events/cart-events.ts',
  },
  rateLimiter: {
    memory: 'packages/state-in-process/src/memory-rate-limiter.ts',
    Valkey: 'packages/state-redis/src/rate-limits/rate-limiter.ts',
  },
  leases: {
    memory: 'packages/state-in-process/src/memory-lease-store.ts',
    Valkey: 'packages/state-redis/src/leases/lease-store.ts',
  },
  catalog: {
    memory: 'packages/state-in-process/src/memory-catalog-store.ts',
    DynamoDB: 'packages/state-dynamodb/src/catalog/catalog-store.ts',
  },
  orders: {
    memory: 'packages/state-in-process/src/memory-order-store.ts',
    DynamoDB: 'packages/state-dynamodb/src/orders/order-store.ts',
  },
}

/** The file of the adapter that a table names behind a port. */
export function adapterFile(port: Port, adapter: string): string {
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
