export { createValkeyCartArchive } from './carts/cart-archive.ts'
export { createValkeyCartStore, type ValkeyCartStoreOptions } from './carts/cart-store.ts'
export { type ConnectValkeyOptions, connectValkey, type Valkey } from './connection/connect-valkey.ts'
export { type ValkeyMode, valkeyModes } from './connection/open-client.ts'
export type { OutageLog } from './connection/outage-log.ts'
export { createValkeyCartEvents, type ValkeyCartEventsOptions } from './events/cart-events.ts'
export { createValkeyLeaseStore } from './leases/lease-store.ts'
export { createValkeyRateLimiter } from './rate-limits/rate-limiter.ts'
export { type Risk, readRisks } from './risks/read-risks.ts'
export { createValkeySessionArchive } from './sessions/session-archive.ts'
export {
  createValkeySessionStore,
  type ValkeySessionStore,
  type ValkeySessionStoreOptions,
} from './sessions/session-store.ts'
