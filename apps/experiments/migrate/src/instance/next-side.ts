import type { CartStore } from '@unsticky/cart'
import {
  createDynamoAccountDirectory,
  createDynamoClaimArchive,
  createDynamoClient,
  createDynamoOrderArchive,
  createDynamoProfileArchive,
} from '@unsticky/dynamodb'
import type { ShopAdapters } from '@unsticky/http'
import { systemNow as now } from '@unsticky/kernel'
import { createS3Client, createS3FileArchive } from '@unsticky/s3'
import { createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import { createAdapters } from '@unsticky/shop-stateless/adapters'
import type { Config } from '@unsticky/shop-stateless/config'
import {
  connectValkey,
  createValkeyCartArchive,
  createValkeySessionArchive,
  createValkeySessionStore,
} from '@unsticky/valkey'
import { createBridgedIdentity, type MigrationOptions } from '../migration/index.ts'

type NextSide = MigrationOptions['next'] & { readonly adapters: ShopAdapters }

/** Where accounts are noted until they have moved; not a setting of the stateless shop, which knows nothing of it. */
const directoryTable = (env = process.env) => {
  if (env.SHOP_OPERATIONS_TABLE) return env.SHOP_OPERATIONS_TABLE
  throw new Error('SHOP_OPERATIONS_TABLE names no table; the account directory lies there')
}

/** The adapters of the stateless shop, with logins that know the accounts of before. */
export async function createBridgedAdapters(config: Config) {
  const adapters = await createAdapters(config)
  const directory = createDynamoAccountDirectory({ client: createDynamoClient(), table: directoryTable() })
  return {
    adapters: { ...adapters, identity: createBridgedIdentity({ provider: adapters.identity, directory }) },
    directory,
  }
}

/** What the stateful shop moves to, and the archives by which it gets there. */
export async function createNextSide(config: Config): Promise<NextSide> {
  if (config.SHOP_SESSION_STORE !== 'elasticache' || config.SHOP_CART_STORE !== 'valkey')
    throw new Error('The move knows SHOP_SESSION_STORE=elasticache and SHOP_CART_STORE=valkey only')
  const { adapters, directory } = await createBridgedAdapters(config)
  return {
    adapters,
    stores: { ...adapters, carts: adapters.carts as CartStore },
    archives: { accounts: directory, ...createArchives(config) },
  }
}

function createArchives(config: Config) {
  const client = createDynamoClient()
  const { SHOP_ORDERS_TABLE: ordersTable, SHOP_CATALOG_TABLE: catalogTable } = config
  const { sessions: sessionsValkey, carts: cartsValkey } = connectValkeys(config)
  const idleTimeoutSeconds = config.SESSION_IDLE_SECONDS
  const sessions = createValkeySessionStore({ redis: sessionsValkey, idleTimeoutSeconds })
  return {
    profiles: createDynamoProfileArchive({ client, table: config.SHOP_PROFILES_TABLE }),
    files: createS3FileArchive({
      client: createS3Client({ forcePathStyle: config.SHOP_S3_FORCE_PATH_STYLE }),
      bucket: config.SHOP_FILES_BUCKET,
    }),
    orders: createDynamoOrderArchive({ client, ordersTable, catalogTable }),
    claims: createDynamoClaimArchive({ client, ordersTable }),
    carts: createValkeyCartArchive({ redis: cartsValkey, now }),
    sessions: createValkeySessionArchive({ redis: sessionsValkey, sessions }),
  }
}

/** Connections of their own: a backfill must not stand in the way of shoppers. */
function connectValkeys(config: Config) {
  const secrets = createSecretsReader({ client: createSecretsClient() })
  const passwordIn = (secretId: string) => async () =>
    (await secrets.read<{ password: string }>(secretId, { fresh: true })).password
  return {
    sessions: connectValkey({
      url: config.SHOP_VALKEY_SESSIONS_URL,
      password: passwordIn(config.SHOP_VALKEY_SESSIONS_SECRET),
      name: `${config.INSTANCE_ID} session copies`,
      service: 'session store',
    }),
    carts: connectValkey({
      url: config.SHOP_VALKEY_CARTS_URL,
      password: passwordIn(config.SHOP_VALKEY_CARTS_SECRET),
      name: `${config.INSTANCE_ID} cart copies`,
      service: 'cart store',
    }),
  }
}
