import { createCognitoClient, createCognitoIdentity } from '@unsticky/cognito'
import {
  createDynamoCartStore,
  createDynamoCatalogStore,
  createDynamoClient,
  createDynamoLeaseStore,
  createDynamoOrderStore,
  createDynamoProfileStore,
  createDynamoRateLimiter,
  createDynamoSessionStore,
} from '@unsticky/dynamodb'
import { makeAdapters, type ShopAdapters } from '@unsticky/http'
import { systemNow as now } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { createS3Client, createS3FileStore } from '@unsticky/s3'
import { createManagedCookieKeys, createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import { pino } from 'pino'
import { createAskedCartEvents } from './asked-cart-events.ts'
import type { Config } from './config.ts'

/**
 * The adapters of the stateless shop, with DynamoDB in place of Valkey: a function has no network of its own to put a
 * store into, and thousands of its processes would be thousands of connections.
 */
export function createAdapters(config: Config): Promise<ShopAdapters> {
  const log = pino({ level: config.LOG_LEVEL, base: { instanceId: config.INSTANCE_ID } })
  const client = createDynamoClient()
  const operations = { client, table: config.SHOP_OPERATIONS_TABLE }
  return makeAdapters({
    catalog: () => createDynamoCatalogStore({ client, table: config.SHOP_CATALOG_TABLE }),
    carts: () => createDynamoCartStore({ client, table: config.SHOP_CARTS_TABLE, now }),
    cartEvents: () => createAskedCartEvents(),
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
    sessions: () =>
      createDynamoSessionStore({
        client,
        table: config.SHOP_SESSIONS_TABLE,
        idleTimeoutSeconds: config.SESSION_IDLE_SECONDS,
      }),
    rateLimiter: () => createDynamoRateLimiter(operations),
    leases: () => createDynamoLeaseStore(operations),
    cookieKeys: () =>
      createManagedCookieKeys({
        secrets: createSecretsReader({ client: createSecretsClient() }),
        secretId: config.SHOP_COOKIE_KEYS_SECRET,
        refreshSeconds: config.SHOP_COOKIE_KEYS_REFRESH_SECONDS,
        settleSeconds: config.SHOP_COOKIE_KEYS_SETTLE_SECONDS,
        log,
      }),
    authorizePayment: () => createSimulatedPayment(),
  })
}
