import type { LocalCloud } from '@unsticky/local-cloud'

/** A backing service of the stateless shop, as the control room treats it. */
export interface ServiceDefinition {
  readonly id: ServiceId
  readonly title: string
  readonly holds: string
  readonly port: (cloud: LocalCloud) => number
  /** Starts the server again without its data; AWS services do not lose theirs. */
  readonly restartEmpty?: (cloud: LocalCloud) => Promise<void>
}

export const serviceIds = ['sessions', 'carts', 'dynamodb', 's3', 'cognito', 'secrets'] as const
export type ServiceId = (typeof serviceIds)[number]

const awsPort = ({ aws }: LocalCloud) => aws.port

/** MiniStack answers for all four AWS services on one port; a proxy before each makes them fail one by one. */
export const serviceList: readonly ServiceDefinition[] = [
  {
    id: 'sessions',
    title: 'Valkey, sessions',
    holds: 'sessions, login attempts, live updates',
    port: ({ valkeySessions }) => valkeySessions.port,
    restartEmpty: ({ valkeySessions }) => valkeySessions.restart({ empty: true }),
  },
  {
    id: 'carts',
    title: 'Valkey, carts',
    holds: 'carts, in an append-only file',
    port: ({ valkeyCarts }) => valkeyCarts.port,
    restartEmpty: ({ valkeyCarts }) => valkeyCarts.restart({ empty: true }),
  },
  { id: 'dynamodb', title: 'DynamoDB', holds: 'catalogue, stock, orders, profiles', port: awsPort },
  { id: 's3', title: 'S3', holds: 'pictures, receipts', port: awsPort },
  { id: 'cognito', title: 'Cognito', holds: 'accounts', port: awsPort },
  { id: 'secrets', title: 'Secrets Manager', holds: 'cookie keys, passwords', port: awsPort },
]

/** The shop's environment with every service at its proxy's address. */
export function environmentThrough(
  env: Readonly<Record<string, string>>,
  portOf: (id: ServiceId) => number,
): Readonly<Record<string, string>> {
  const http = (id: ServiceId) => `http://127.0.0.1:${portOf(id)}`
  const jwks = new URL(env.SHOP_COGNITO_JWKS_URL ?? '')
  return {
    ...env,
    SHOP_VALKEY_SESSIONS_URL: `redis://127.0.0.1:${portOf('sessions')}`,
    SHOP_VALKEY_CARTS_URL: `redis://127.0.0.1:${portOf('carts')}`,
    AWS_ENDPOINT_URL_DYNAMODB: http('dynamodb'),
    AWS_ENDPOINT_URL_S3: http('s3'),
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: http('cognito'),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: http('secrets'),
    SHOP_COGNITO_JWKS_URL: `${http('cognito')}${jwks.pathname}`,
  }
}
