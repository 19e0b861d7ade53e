import type { Now } from '@unsticky/kernel'
import { createMemoryCartStore } from './carts/cart-store.ts'
import { createMemoryCatalogStore } from './catalog/catalog-store.ts'
import { createBootCookieKeys } from './cookie-keys/cookie-keys.ts'
import { createMemoryCartEvents } from './events/cart-events.ts'
import { createDiskFileStore } from './files/file-store.ts'
import { createMemoryIdentity } from './identity/identity.ts'
import { createMemoryLeaseStore } from './leases/lease-store.ts'
import { createMemoryOrderStore } from './orders/order-store.ts'
import { createMemoryProfileStore } from './profiles/profile-store.ts'
import { createMemoryRateLimiter } from './rate-limits/rate-limiter.ts'
import { createMemorySessionStore } from './sessions/session-store.ts'

interface InProcessOptions {
  readonly now: Now
  /** The folder for pictures and receipts. */
  readonly directory: string
  /** A session that no request asked for this long has ended; half an hour by default. */
  readonly sessionIdleSeconds?: number
}

/** Every adapter of the before, by the names that a composition uses. */
export function createInProcessAdapters({ now, directory, sessionIdleSeconds }: InProcessOptions) {
  const catalog = createMemoryCatalogStore()
  return {
    catalog,
    carts: createMemoryCartStore({ now }),
    cartEvents: createMemoryCartEvents(),
    identity: createMemoryIdentity({ now }),
    profiles: createMemoryProfileStore(),
    files: createDiskFileStore({ directory }),
    orders: createMemoryOrderStore({ catalog, now }),
    sessions: createMemorySessionStore({ now, idleTimeoutSeconds: sessionIdleSeconds }),
    rateLimiter: createMemoryRateLimiter(),
    leases: createMemoryLeaseStore({ now }),
    cookieKeys: createBootCookieKeys(),
  }
}
