import { randomUUID } from 'node:crypto'
import { loadSettings } from '@unsticky/http'
import { bucketOrigin, ownSettings as ofStatelessShop } from '@unsticky/shop-stateless/config'
import { Type } from 'typebox'

const given = Type.String({ minLength: 1 })

/** Those of the stateless shop that say where its state is; Valkey is not among them, nor any choice of a store. */
const ownSettings = {
  AWS_REGION: ofStatelessShop.AWS_REGION,
  AWS_ENDPOINT_URL: ofStatelessShop.AWS_ENDPOINT_URL,
  AWS_ENDPOINT_URL_S3: ofStatelessShop.AWS_ENDPOINT_URL_S3,
  SHOP_CATALOG_TABLE: given,
  SHOP_CARTS_TABLE: given,
  SHOP_PROFILES_TABLE: given,
  SHOP_ORDERS_TABLE: given,
  SHOP_OPERATIONS_TABLE: given,
  SHOP_SESSIONS_TABLE: given,
  SHOP_FILES_BUCKET: given,
  SHOP_S3_FORCE_PATH_STYLE: ofStatelessShop.SHOP_S3_FORCE_PATH_STYLE,
  SHOP_USER_POOL_ID: given,
  SHOP_USER_POOL_CLIENT_ID: given,
  SHOP_COGNITO_ISSUER: given,
  SHOP_COGNITO_JWKS_URL: given,
  SHOP_COOKIE_KEYS_SECRET: given,
  SHOP_COOKIE_KEYS_REFRESH_SECONDS: ofStatelessShop.SHOP_COOKIE_KEYS_REFRESH_SECONDS,
  SHOP_COOKIE_KEYS_SETTLE_SECONDS: ofStatelessShop.SHOP_COOKIE_KEYS_SETTLE_SECONDS,
}

export type Config = ReturnType<typeof loadConfig>

/** Throws one error that names every problem. */
export function loadConfig(env = process.env) {
  const config = loadSettings(
    {
      // Every process of a function has the same number.
      INSTANCE_ID: `l-${randomUUID().slice(0, 8)}`,
      SESSION_PLUGIN: 'lean',
      ...env,
      BETWEEN_REQUESTS: 'frozen',
    },
    ownSettings,
  )
  return { ...config, PICTURE_ORIGINS: config.PICTURE_ORIGINS || bucketOrigin(config) }
}
