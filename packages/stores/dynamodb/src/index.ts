export { createDynamoAccountDirectory } from './accounts/account-directory.ts'
export { createDynamoCartStore, type DynamoCartStoreOptions } from './carts/cart-store.ts'
export { createDynamoCatalogStore, type DynamoCatalogStoreOptions } from './catalog/catalog-store.ts'
export { createDynamoClient, type DynamoClient } from './connection/dynamo-client.ts'
export { createDynamoLeaseStore, type DynamoLeaseStoreOptions } from './leases/lease-store.ts'
export { createDynamoClaimArchive } from './orders/claim-archive.ts'
export { createDynamoOrderArchive } from './orders/order-archive.ts'
export { createDynamoOrderStore, type DynamoOrderStoreOptions } from './orders/order-store.ts'
export { createDynamoProfileArchive } from './profiles/profile-archive.ts'
export { createDynamoProfileStore, type DynamoProfileStoreOptions } from './profiles/profile-store.ts'
export { createDynamoRateLimiter, type DynamoRateLimiterOptions } from './rate-limits/rate-limiter.ts'
export {
  createDynamoSessionStore,
  type DynamoSessionStore,
  type DynamoSessionStoreOptions,
} from './sessions/session-store.ts'
