import type { DataOutputs } from '@unsticky/data-stack'
import { dummyCredentials, region } from './aws/aws-settings.ts'
import { type AwsHandle, endpointAt } from './aws/start-aws.ts'

type Endpoints = Pick<AwsHandle, 'endpoint'> & Partial<Pick<AwsHandle, 'apart'>>

/** The settings with which an AWS SDK, and the shop, find the laptop's AWS. */
export function awsEnvironment({ endpoint, apart = {} }: Endpoints, outputs: DataOutputs) {
  const ofServices = Object.entries(apart).map(([service, { port }]) => [service, endpointAt(port)] as const)
  const cognito = apart.COGNITO_IDENTITY_PROVIDER
  return {
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(ofServices.map(([service, url]) => [`AWS_ENDPOINT_URL_${service}`, url])),
    // A service of its own to an SDK, and the other half of DynamoDB: it must be asked where the tables are.
    ...(apart.DYNAMODB && { AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpointAt(apart.DYNAMODB.port) }),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: dummyCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: dummyCredentials.secretAccessKey,
    // A bucket as part of the host name needs a DNS that the laptop does not have.
    SHOP_S3_FORCE_PATH_STYLE: 'true',
    SHOP_CATALOG_TABLE: outputs.CatalogTable,
    SHOP_CARTS_TABLE: outputs.CartsTable,
    SHOP_PROFILES_TABLE: outputs.ProfilesTable,
    SHOP_ORDERS_TABLE: outputs.OrdersTable,
    SHOP_OPERATIONS_TABLE: outputs.OperationsTable,
    SHOP_SESSIONS_TABLE: outputs.SessionsTable,
    SHOP_FILES_BUCKET: outputs.FilesBucket,
    SHOP_USER_POOL_ID: outputs.UserPoolId,
    SHOP_USER_POOL_CLIENT_ID: outputs.UserPoolClientId,
    // MiniStack names the real issuer in its tokens, so only the place of the keys differs from AWS.
    SHOP_COGNITO_ISSUER: `https://cognito-idp.${region}.amazonaws.com/${outputs.UserPoolId}`,
    SHOP_COGNITO_JWKS_URL: `${cognito ? endpointAt(cognito.port) : endpoint}/${outputs.UserPoolId}/.well-known/jwks.json`,
    SHOP_COOKIE_KEYS_SECRET: outputs.CookieKeysSecret,
    SHOP_VALKEY_SESSIONS_SECRET: outputs.ValkeySessionsSecret,
    SHOP_VALKEY_CARTS_SECRET: outputs.ValkeyCartsSecret,
  }
}

/** The addresses of the two stores; their passwords are in the secrets. */
export function valkeyEnvironment(urls: { readonly sessions: string; readonly carts: string }) {
  return { SHOP_VALKEY_SESSIONS_URL: urls.sessions, SHOP_VALKEY_CARTS_URL: urls.carts }
}
