/** One instance as a process, over in-process adapters, for tests of starting and stopping. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoCatalog } from '@unsticky/catalog'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow, UnavailableError } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { loadSettings } from '../config.ts'
import { runShop } from '../run-shop.ts'

const startedAt = systemNow()

/** For tests of a start while a service is away: it comes back so many milliseconds after this process began. */
async function isThere(service: string, awayMs = '0') {
  if (systemNow() - startedAt < Number(awayMs)) throw new UnavailableError(service)
}

await runShop(async () => {
  await isThere('secrets service', process.env.SECRETS_AWAY_MS)
  const settings = loadSettings()
  const directory = join(tmpdir(), `unsticky-shop-process-${process.pid}`)
  const adapters = createInProcessAdapters({ now: systemNow, directory })
  await adapters.catalog.put(demoCatalog())
  const authorizePayment = createSimulatedPayment({ slowMs: Number(process.env.SLOW_MS ?? 3000) })
  const orders: typeof adapters.orders = {
    ...adapters.orders,
    get: (accountId, orderId) =>
      isThere('order store', process.env.ORDERS_AWAY_MS).then(() => adapters.orders.get(accountId, orderId)),
  }
  return { adapters: { ...adapters, orders, authorizePayment }, settings, version: 'stateful' }
})
