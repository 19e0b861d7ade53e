import { loadSettings } from '@unsticky/http'
import { valkeyModes } from '@unsticky/valkey'
import { Type } from 'typebox'

/** Named by the AWS SDK, which reads them itself; the pages' policy needs to know where pictures come from. */
const aws = {
  AWS_REGION: Type.Optional(Type.String()),
  AWS_ENDPOINT_URL: Type.Optional(Type.String({ description: 'A local endpoint instead of AWS' })),
  AWS_ENDPOINT_URL_S3: Type.Optional(Type.String()),
}

const given = Type.String({ minLength: 1 })

/** What SHOP_SESSION_STORE may be. */
export const sessionStores = ['elasticache', 'memorydb', 'dynamodb', 'efs'] as const

/**
 * What this shop needs to know beside the settings that every shop has: names of what the data stack (packages/stores/data-stack)
 * made. Region, credentials and endpoint are read by the AWS SDK itself. `.env.example` shows all of them.
 */
export const ownSettings = {
  ...aws,
  SHOP_CATALOG_TABLE: given,
  SHOP_CARTS_TABLE: given,
  SHOP_PROFILES_TABLE: given,
  SHOP_ORDERS_TABLE: given,
  SHOP_FILES_BUCKET: given,
  SHOP_S3_FORCE_PATH_STYLE: Type.Boolean({ default: false, description: 'true for a local endpoint' }),
  SHOP_USER_POOL_ID: given,
  SHOP_USER_POOL_CLIENT_ID: given,
  SHOP_COGNITO_ISSUER: given,
  SHOP_COGNITO_JWKS_URL: given,
  SHOP_COOKIE_KEYS_SECRET: given,
  SHOP_COOKIE_KEYS_REFRESH_SECONDS: Type.Number({
    default: 30,
    minimum: 0.1,
    description: 'How often an instance looks whether the cookie keys were rotated',
  }),
  SHOP_COOKIE_KEYS_SETTLE_SECONDS: Type.Number({
    default: 70,
    minimum: 0.2,
    description: 'How long a new cookie key only verifies: longer than two looks of every instance',
  }),
  SHOP_VALKEY_SESSIONS_URL: Type.String({ minLength: 1, description: 'Without the password' }),
  SHOP_VALKEY_SESSIONS_SECRET: given,
  SHOP_VALKEY_SESSIONS_MODE: Type.Enum([...valkeyModes], {
    default: 'single',
    description:
      '"cluster" for MemoryDB and ElastiCache with cluster mode, "sentinel": the URL names Sentinels',
  }),
  SHOP_VALKEY_CARTS_URL: Type.String({ minLength: 1, description: 'The durable one' }),
  SHOP_VALKEY_CARTS_SECRET: given,
  SHOP_VALKEY_CARTS_MODE: Type.Enum([...valkeyModes], {
    default: 'single',
    description:
      '"cluster" for MemoryDB and ElastiCache with cluster mode, "sentinel": the URL names Sentinels',
  }),
  SHOP_VALKEY_SENTINEL_NAME: Type.String({
    default: 'primary',
    description: 'What Sentinels call the primary',
  }),
  SHOP_CARTS_MAY_BE_EVICTED: Type.Boolean({
    default: false,
    description: 'Starts although the Valkey of the carts throws them away when it is full',
  }),
  SHOP_SESSION_STORE: Type.Enum([...sessionStores], {
    default: 'elasticache',
    description:
      '"memorydb" uses the durable Valkey, "dynamodb" SHOP_SESSIONS_TABLE, "efs" SHOP_SESSIONS_FOLDER. See docs/session-stores.md',
  }),
  SHOP_SESSIONS_TABLE: Type.String({ default: '' }),
  SHOP_SESSIONS_FOLDER: Type.String({
    default: '',
    description:
      'Must exist and is never made: a folder below the mount point, so that a missing mount shows',
  }),
  SHOP_PAYMENT_URL: Type.String({
    default: '',
    description: 'The payment provider that keeps books; without one the simulated card decides alone',
  }),
  SHOP_CART_STORE: Type.Enum(['valkey', 'dynamodb', 'session'], {
    default: 'valkey',
    description: '"session" puts the cart into the session, to show what that loses',
  }),
}

export type Config = ReturnType<typeof loadConfig>

/** Throws one error that names every problem. */
export function loadConfig(env = process.env) {
  const config = loadSettings(env, ownSettings)
  assertSessionStore(config)
  assertCartInSession(config)
  return { ...config, PICTURE_ORIGINS: config.PICTURE_ORIGINS || bucketOrigin(config) }
}

export type SessionStoreName = (typeof sessionStores)[number]

interface SessionSettings {
  readonly SHOP_SESSION_STORE: SessionStoreName
  readonly SHOP_SESSIONS_TABLE: string
  readonly SHOP_SESSIONS_FOLDER: string
}

/** What only one store needs may be left out for the others, so no schema can ask for it. */
function assertSessionStore({ SHOP_SESSION_STORE: store, ...settings }: SessionSettings) {
  const needed = { dynamodb: 'SHOP_SESSIONS_TABLE', efs: 'SHOP_SESSIONS_FOLDER' } as const
  if (store !== 'dynamodb' && store !== 'efs') return
  if (!settings[needed[store]]) throw new Error(`SHOP_SESSION_STORE=${store} needs ${needed[store]}`)
}

/** The lean plugin stores a session at login and at no other time, so a cart in it would be lost. */
function assertCartInSession({
  SHOP_CART_STORE,
  SESSION_PLUGIN,
}: {
  SHOP_CART_STORE: string
  SESSION_PLUGIN: string
}) {
  if (SHOP_CART_STORE === 'session' && SESSION_PLUGIN === 'lean')
    throw new Error('SHOP_CART_STORE=session needs SESSION_PLUGIN=fastify-session')
}

interface BucketSettings {
  readonly AWS_REGION?: string
  readonly AWS_ENDPOINT_URL?: string
  readonly AWS_ENDPOINT_URL_S3?: string
  readonly SHOP_FILES_BUCKET: string
}

/** Where a presigned address leads. */
export function bucketOrigin({ AWS_REGION, SHOP_FILES_BUCKET, ...endpoints }: BucketSettings) {
  const endpoint = endpoints.AWS_ENDPOINT_URL_S3 ?? endpoints.AWS_ENDPOINT_URL
  return endpoint ? new URL(endpoint).origin : `https://${SHOP_FILES_BUCKET}.s3.${AWS_REGION}.amazonaws.com`
}
