export { createDynamoCartStore, type DynamoCartStoreOptions } from './carts/cart-store.ts'
export { createDynamoCatalogStore, type DynamoCatalogStoreOptions } from './catalog/catalog-store.ts'
export { createDynamoClient, type DynamoClient } from './connection/dynamo-client.ts'
export { createDynamoLeaseStore, type DynamoLeaseStoreOptions } from './leases/lease-store.ts'
export { createDynamoOrderStore, type DynamoOrderStoreOptions } from './orders/order-store.ts'
export { createDynamoProfileStore, type DynamoProfileStoreOptions } from './profiles/profile-store.ts'
export {
  createDynamoSessionStore,
  type DynamoSessionStore,
  type DynamoSessionStoreOptions,
} from './sessions/session-store.ts'
