/** The orders are out, the stock stayed. */
import type { Composition } from '@unsticky/lab-kit/composition'

export const composition: Composition = {
  sessions: 'elasticache',
  carts: 'valkey',
  identity: 'cognito',
  profiles: 'dynamodb',
  files: 's3',
  cookieKeys: 'secrets-manager',
  cartEvents: 'valkey',
  rateLimiter: 'valkey',
  leases: 'valkey',
  catalog: 'process',
  orders: 'dynamodb',
}
