import { createCognitoClient, createCognitoIdentity } from '@unsticky/identity-cognito'
import { createSimulatedPayment } from '@unsticky/orders'
import { createManagedCookieKeys, createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import type { ShopAdapters } from '@unsticky/shop-http'
import {
  createDynamoCatalogStore,
  createDynamoClient,
  createDynamoOrderStore,
  createDynamoProfileStore,
} from '@unsticky/state-dynamodb'
import {
  createValkeyCartEvents,
  createValkeyLeaseStore,
  createValkeyRateLimiter,
  createValkeySessionStore,
} from '@unsticky/state-redis'
import { createS3Client, createS3FileStore } from '@unsticky/state-s3'
import { pino } from 'pino'
import type { Config } from './config.ts'
import { connectStores } from './connect-stores.ts'
import { createCarts } from './create-carts.ts'

/** Step 5: every piece of state in a service of its own. */
export async function createAdapters(config: Config): Promise<ShopAdapters> {
  const log = pino({ level: config.LOG_LEVEL, base: { instanceId: config.INSTANCE_ID } })
  const secrets = createSecretsReader({ client: createSecretsClient() })
  const { sessions, carts, subscriber } = connectStores(config, { secrets, log })
  const client = createDynamoClient()
  return {
    catalog: createDynamoCatalogStore({ client, table: config.SHOP_CATALOG_TABLE }),
    carts: createCarts(config, { redis: carts, client }),
    cartEvents: createValkeyCartEvents({ redis: sessions, subscriber }),
    identity: createCognitoIdentity({
      client: createCognitoClient(),
      userPoolId: config.SHOP_USER_POOL_ID,
      clientId: config.SHOP_USER_POOL_CLIENT_ID,
      issuer: config.SHOP_COGNITO_ISSUER,
      jwksUrl: config.SHOP_COGNITO_JWKS_URL,
    }),
    profiles: createDynamoProfileStore({ client, table: config.SHOP_PROFILES_TABLE }),
    files: createS3FileStore({
      client: createS3Client({ forcePathStyle: config.SHOP_S3_FORCE_PATH_STYLE }),
      bucket: config.SHOP_FILES_BUCKET,
    }),
    orders: createDynamoOrderStore({
      client,
      ordersTable: config.SHOP_ORDERS_TABLE,
      catalogTable: config.SHOP_CATALOG_TABLE,
    }),
    sessions: createValkeySessionStore({
      redis: sessions,
      idleTimeoutSeconds: config.SESSION_IDLE_SECONDS,
    }),
    rateLimiter: createValkeyRateLimiter({ redis: sessions }),
    leases: createValkeyLeaseStore({ redis: sessions }),
    cookieKeys: await createManagedCookieKeys({ secrets, secretId: config.SHOP_COOKIE_KEYS_SECRET, log }),
    authorizePayment: createSimulatedPayment(),
  }
}
