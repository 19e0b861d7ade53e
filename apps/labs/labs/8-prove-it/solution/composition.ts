/** Every piece of state in a service. */
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
  catalog: 'dynamodb',
  orders: 'dynamodb',
}
