import type { ShopAdapters } from '@unsticky/http'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import type { Config } from './config.ts'

/** Step 0: every piece of state in this process, as an app written for one server keeps it. */
export async function createAdapters(config: Config): Promise<ShopAdapters> {
  const inProcess = createInProcessAdapters({
    now: systemNow,
    directory: config.SHOP_FILES_DIRECTORY,
    sessionIdleSeconds: config.SESSION_IDLE_SECONDS,
  })
  return {
    catalog: inProcess.catalog,
    carts: inProcess.carts,
    cartEvents: inProcess.cartEvents,
    identity: inProcess.identity,
    profiles: inProcess.profiles,
    files: inProcess.files,
    orders: inProcess.orders,
    sessions: inProcess.sessions,
    rateLimiter: inProcess.rateLimiter,
    leases: inProcess.leases,
    cookieKeys: inProcess.cookieKeys,
    authorizePayment: createSimulatedPayment(),
  }
}
