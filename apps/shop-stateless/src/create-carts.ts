import { createDynamoCartStore, type DynamoClient } from '@unsticky/dynamodb'
import type { ShopAdapters } from '@unsticky/http'
import { createSessionCarts } from '@unsticky/in-process/session-carts'
import type { Now } from '@unsticky/kernel'
import { createValkeyCartStore } from '@unsticky/valkey'
import type { Config } from './config.ts'
import type { Stores } from './connect-stores.ts'

interface CartStoreClients {
  readonly stores: Stores
  readonly client: DynamoClient
  readonly now: Now
}

/** The cart store that SHOP_CART_STORE names. */
export function createCarts(
  config: Config,
  { stores, client, now }: CartStoreClients,
): ShopAdapters['carts'] {
  switch (config.SHOP_CART_STORE) {
    case 'valkey':
      return createValkeyCartStore({ redis: stores.carts(), now })
    case 'dynamodb':
      return createDynamoCartStore({ client, table: config.SHOP_CARTS_TABLE, now })
    case 'session':
      return createSessionCarts({ now })
  }
}
