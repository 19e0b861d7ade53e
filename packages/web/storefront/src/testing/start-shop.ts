import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoCatalog } from '@unsticky/catalog'
import { createShopApp, loadSettings, type ShopAdapters } from '@unsticky/http'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { storefront } from '../storefront.plugin.ts'

/** The whole shop with its pages over in-process adapters; `change` puts another adapter behind a port. */
export async function startShop(change: (adapters: ShopAdapters) => Partial<ShopAdapters> = () => ({})) {
  const directory = await mkdtemp(join(tmpdir(), 'unsticky-storefront-'))
  const authorizePayment = createSimulatedPayment({ slowMs: 400 })
  let ahead = 0
  const now = () => systemNow() + ahead
  const own = { ...createInProcessAdapters({ now, directory }), authorizePayment }
  await own.catalog.put(demoCatalog())
  const adapters = { ...own, ...change(own) }
  // A machine that is busy with other tests is no overloaded shop.
  const calm = { OVERLOAD_DELAY_MS: '0' }
  const settings = loadSettings({ PORT: '0', LOG_LEVEL: 'silent', INSTANCE_ID: 'shop-1', ...calm })
  const app = await createShopApp({ adapters, settings, version: 'stateful', pages: storefront, now })
  app.addHook('onClose', () => rm(directory, { recursive: true, force: true }))
  const passTime = (milliseconds: number) => {
    ahead += milliseconds
  }
  return { app, adapters, passTime, [Symbol.asyncDispose]: async () => void (await app.close()) }
}
