import { createServiceClock } from '@unsticky/aws-client'
import { createCognitoClient, createCognitoIdentity } from '@unsticky/cognito'
import {
  createDynamoCatalogStore,
  createDynamoClient,
  createDynamoOrderStore,
  createDynamoProfileStore,
  type DynamoClient,
} from '@unsticky/dynamodb'
import { type AdapterMakers, createPaymentClient, makeAdapters, type ShopAdapters } from '@unsticky/http'
import { createSimulatedPayment } from '@unsticky/orders'
import { createS3Client, createS3FileStore } from '@unsticky/s3'
import { createManagedCookieKeys, createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import { createValkeyCartEvents, createValkeyLeaseStore, createValkeyRateLimiter } from '@unsticky/valkey'
import { pino } from 'pino'
import { checkStore } from './check-stores.ts'
import type { Config } from './config.ts'
import { connectStores } from './connect-stores.ts'
import { createCarts } from './create-carts.ts'
import { createSessions } from './create-sessions.ts'

interface Clients {
  /** Its answers tell the time that all instances go by. */
  readonly client?: DynamoClient
}

/** Step 5: every piece of state in a service of its own. */
export const createAdapters = (config: Config, clients?: Clients): Promise<ShopAdapters> =>
  makeAdapters(services(config, clients))

/** The services, each connected to when it is asked for: the steps on the way (apps/shop-step) ask for some. */
export function services(config: Config, { client = createDynamoClient() }: Clients = {}): AdapterMakers {
  const log = pino({ level: config.LOG_LEVEL, base: { instanceId: config.INSTANCE_ID } })
  const secrets = createSecretsReader({ client: createSecretsClient() })
  const stores = connectStores(config, { secrets, log })
  // One clock for all that one instance writes and another one judges: claims, leases, idle times, presigned addresses.
  const { now } = createServiceClock(client)
  return {
    catalog: () => createDynamoCatalogStore({ client, table: config.SHOP_CATALOG_TABLE }),
    carts: async () => {
      if (config.SHOP_CART_STORE === 'valkey')
        await checkStore(config, { valkey: stores.carts(), keeps: 'carts', log })
      return createCarts(config, { stores, client, now })
    },
    cartEvents: () => createValkeyCartEvents({ redis: stores.sessions(), subscriber: stores.subscriber() }),
    identity: () =>
      createCognitoIdentity({
        client: createCognitoClient(),
        userPoolId: config.SHOP_USER_POOL_ID,
        clientId: config.SHOP_USER_POOL_CLIENT_ID,
        issuer: config.SHOP_COGNITO_ISSUER,
        jwksUrl: config.SHOP_COGNITO_JWKS_URL,
        now,
      }),
    profiles: () => createDynamoProfileStore({ client, table: config.SHOP_PROFILES_TABLE }),
    files: () =>
      createS3FileStore({
        client: createS3Client({ forcePathStyle: config.SHOP_S3_FORCE_PATH_STYLE }),
        bucket: config.SHOP_FILES_BUCKET,
        now,
      }),
    orders: () =>
      createDynamoOrderStore({
        client,
        ordersTable: config.SHOP_ORDERS_TABLE,
        catalogTable: config.SHOP_CATALOG_TABLE,
        now,
      }),
    sessions: () => {
      // Nobody waits: whatever it says, the shop starts.
      if (config.SHOP_SESSION_STORE === 'elasticache')
        void checkStore(config, { valkey: stores.sessions(), keeps: 'sessions', log }).catch(() => {})
      return createSessions(config, { stores, client, log, now })
    },
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
    // Without a provider outside, the card alone decides, and nobody keeps books.
    authorizePayment: () =>
      config.SHOP_PAYMENT_URL
        ? createPaymentClient({ url: config.SHOP_PAYMENT_URL })
        : createSimulatedPayment(),
  }
}
