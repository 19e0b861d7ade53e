import type { DataStack } from '@unsticky/data-stack/cdk'

interface EnvironmentOptions {
  readonly data: DataStack
  /** `https://…`, where browsers reach the shop. */
  readonly publicOrigin: string
}

/** What the stateless shop is told about the data stack, on Fargate and on Lambda. Names only: secrets are read by name. */
export function statelessEnvironment({ data, publicOrigin }: EnvironmentOptions) {
  const { tables, files, users, secrets, region } = data
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${users.pool.userPoolId}`
  return {
    PUBLIC_ORIGIN: publicOrigin,
    SHOP_CATALOG_TABLE: tables.catalog.tableName,
    SHOP_CARTS_TABLE: tables.carts.tableName,
    SHOP_PROFILES_TABLE: tables.profiles.tableName,
    SHOP_ORDERS_TABLE: tables.orders.tableName,
    SHOP_SESSIONS_TABLE: tables.sessions.tableName,
    SHOP_FILES_BUCKET: files.bucketName,
    SHOP_USER_POOL_ID: users.pool.userPoolId,
    SHOP_USER_POOL_CLIENT_ID: users.client.userPoolClientId,
    SHOP_COGNITO_ISSUER: issuer,
    SHOP_COGNITO_JWKS_URL: `${issuer}/.well-known/jwks.json`,
    SHOP_COOKIE_KEYS_SECRET: secrets.cookieKeys.secretArn,
    SHOP_VALKEY_SESSIONS_SECRET: secrets.valkeySessions.secretArn,
    SHOP_VALKEY_CARTS_SECRET: secrets.valkeyCarts.secretArn,
  }
}
