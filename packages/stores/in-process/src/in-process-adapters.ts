import type { Now } from '@unsticky/kernel'
import { createBootCookieKeys } from './boot-cookie-keys.ts'
import { createDiskFileStore } from './disk-file-store.ts'
import { createMemoryCartEvents } from './memory-cart-events.ts'
import { createMemoryCartStore } from './memory-cart-store.ts'
import { createMemoryCatalogStore } from './memory-catalog-store.ts'
import { createMemoryIdentity } from './memory-identity.ts'
import { createMemoryLeaseStore } from './memory-lease-store.ts'
import { createMemoryOrderStore } from './memory-order-store.ts'
import { createMemoryProfileStore } from './memory-profile-store.ts'
import { createMemoryRateLimiter } from './memory-rate-limiter.ts'
import { createMemorySessionStore } from './memory-session-store.ts'

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
