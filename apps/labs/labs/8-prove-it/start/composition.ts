/** What stands behind each port of your shop. This file is yours. */
import type { Composition } from '@unsticky/lab-kit/composition'

export const composition: Composition = {
  sessions: 'process',
  carts: 'process',
  identity: 'process',
  profiles: 'process',
  files: 'process',
  cookieKeys: 'process',
  cartEvents: 'process',
  rateLimiter: 'process',
  leases: 'process',
  catalog: 'process',
  orders: 'process',
}
