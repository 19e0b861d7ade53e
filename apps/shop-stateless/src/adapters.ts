import { createCognitoClient, createCognitoIdentity } from '@unsticky/cognito'
import {
  createDynamoCatalogStore,
  createDynamoClient,
  createDynamoOrderStore,
  createDynamoProfileStore,
} from '@unsticky/dynamodb'
import { type AdapterMakers, makeAdapters, type ShopAdapters } from '@unsticky/http'
import { createSimulatedPayment } from '@unsticky/orders'
import { createS3Client, createS3FileStore } from '@unsticky/s3'
import { createManagedCookieKeys, createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import { createValkeyCartEvents, createValkeyLeaseStore, createValkeyRateLimiter } from '@unsticky/valkey'
import { pino } from 'pino'
import type { Config } from './config.ts'
import { connectStores } from './connect-stores.ts'
import { createCarts } from './create-carts.ts'
import { createSessions } from './create-sessions.ts'

/** Step 5: every piece of state in a service of its own. */
export const createAdapters = (config: Config): Promise<ShopAdapters> => makeAdapters(services(config))

/** The services, each connected to when it is asked for: the steps on the way (apps/shop-step) ask for some. */
export function services(config: Config): AdapterMakers {
  const log = pino({ level: config.LOG_LEVEL, base: { instanceId: config.INSTANCE_ID } })
  const secrets = createSecretsReader({ client: createSecretsClient() })
  const stores = connectStores(config, { secrets, log })
  const client = createDynamoClient()
  return {
    catalog: () => createDynamoCatalogStore({ client, table: config.SHOP_CATALOG_TABLE }),
    carts: () => createCarts(config, { stores, client }),
    cartEvents: () => createValkeyCartEvents({ redis: stores.sessions(), subscriber: stores.subscriber() }),
    identity: () =>
      createCognitoIdentity({
        client: createCognitoClient(),
        userPoolId: config.SHOP_USER_POOL_ID,
        clientId: config.SHOP_USER_POOL_CLIENT_ID,
        issuer: config.SHOP_COGNITO_ISSUER,
        jwksUrl: config.SHOP_COGNITO_JWKS_URL,
      }),
    profiles: () => createDynamoProfileStore({ client, table: config.SHOP_PROFILES_TABLE }),
    files: () =>
      createS3FileStore({
        client: createS3Client({ forcePathStyle: config.SHOP_S3_FORCE_PATH_STYLE }),
        bucket: config.SHOP_FILES_BUCKET,
      }),
    orders: () =>
      createDynamoOrderStore({
        client,
        ordersTable: config.SHOP_ORDERS_TABLE,
        catalogTable: config.SHOP_CATALOG_TABLE,
      }),
    sessions: () => createSessions(config, { stores, client, log }),
    rateLimiter: () => createValkeyRateLimiter({ redis: stores.sessions() }),
    leases: () => createValkeyLeaseStore({ redis: stores.sessions() }),
    cookieKeys: () =>
      createManagedCookieKeys({
        secrets,
        secretId: config.SHOP_COOKIE_KEYS_SECRET,
        refreshSeconds: config.SHOP_COOKIE_KEYS_REFRESH_SECONDS,
        settleSeconds: config.SHOP_COOKIE_KEYS_SETTLE_SECONDS,
        log,
      }),
    authorizePayment: () => createSimulatedPayment(),
  }
}
