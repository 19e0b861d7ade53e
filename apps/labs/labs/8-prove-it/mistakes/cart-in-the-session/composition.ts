/** All in services, the cart inside the session. */
import type { Composition } from '@unsticky/lab-kit/composition'

export const composition: Composition = {
  sessions: 'elasticache',
  carts: 'session',
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
