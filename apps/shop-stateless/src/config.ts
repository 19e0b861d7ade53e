import { loadSettings } from '@unsticky/shop-http'
import { Type } from 'typebox'

/** Named by the AWS SDK, which reads them itself; the pages' policy needs to know where pictures come from. */
const aws = {
  AWS_REGION: Type.Optional(Type.String()),
  AWS_ENDPOINT_URL: Type.Optional(Type.String({ description: 'A local endpoint instead of AWS' })),
  AWS_ENDPOINT_URL_S3: Type.Optional(Type.String()),
}

const given = Type.String({ minLength: 1 })

/**
 * What this shop needs to know beside the settings that every shop has: names of what the data stack (apps/infra)
 * made. Region, credentials and endpoint are read by the AWS SDK itself. `.env.example` shows all of them.
 */
const own = {
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
  SHOP_VALKEY_SESSIONS_URL: Type.String({ minLength: 1, description: 'Without the password' }),
  SHOP_VALKEY_SESSIONS_SECRET: given,
  SHOP_VALKEY_CARTS_URL: Type.String({ minLength: 1, description: 'The durable one' }),
  SHOP_VALKEY_CARTS_SECRET: given,
  SHOP_CART_STORE: Type.Enum(['valkey', 'dynamodb', 'session'], {
    default: 'valkey',
    description: '"session" puts the cart into the session, to show what that loses',
  }),
}

export type Config = ReturnType<typeof loadConfig>

/** Throws one error that names every problem. */
export function loadConfig(env = process.env) {
  const config = loadSettings(env, own)
  return { ...config, PICTURE_ORIGINS: config.PICTURE_ORIGINS || bucketOrigin(config) }
}

interface BucketSettings {
  readonly AWS_REGION?: string
  readonly AWS_ENDPOINT_URL?: string
  readonly AWS_ENDPOINT_URL_S3?: string
  readonly SHOP_FILES_BUCKET: string
}

/** Where a presigned address leads. */
function bucketOrigin({ AWS_REGION, SHOP_FILES_BUCKET, ...endpoints }: BucketSettings) {
  const endpoint = endpoints.AWS_ENDPOINT_URL_S3 ?? endpoints.AWS_ENDPOINT_URL
  return endpoint ? new URL(endpoint).origin : `https://${SHOP_FILES_BUCKET}.s3.${AWS_REGION}.amazonaws.com`
}
