/** Lab 8: what may stand behind each port of your shop. "process": in the memory, or on the disk, of each instance. */
export interface Composition {
  readonly sessions: 'elasticache' | 'memorydb' | 'dynamodb' | 'efs' | 'process'
  /** "session": inside the session, wherever that lies. */
  readonly carts: 'valkey' | 'dynamodb' | 'session' | 'process'
  readonly identity: 'cognito' | 'process'
  readonly profiles: 'dynamodb' | 'process'
  readonly files: 's3' | 'process'
  readonly cookieKeys: 'secrets-manager' | 'process'
  readonly cartEvents: 'valkey' | 'process'
  readonly rateLimiter: 'valkey' | 'process'
  readonly leases: 'valkey' | 'process'
  /** Products, and the stock that orders take. */
  readonly catalog: 'dynamodb' | 'process'
  readonly orders: 'dynamodb' | 'process'
}

export const choices: { readonly [Port in keyof Composition]: readonly Composition[Port][] } = {
  sessions: ['elasticache', 'memorydb', 'dynamodb', 'efs', 'process'],
  carts: ['valkey', 'dynamodb', 'session', 'process'],
  identity: ['cognito', 'process'],
  profiles: ['dynamodb', 'process'],
  files: ['s3', 'process'],
  cookieKeys: ['secrets-manager', 'process'],
  cartEvents: ['valkey', 'process'],
  rateLimiter: ['valkey', 'process'],
  leases: ['valkey', 'process'],
  catalog: ['dynamodb', 'process'],
  orders: ['dynamodb', 'process'],
}
