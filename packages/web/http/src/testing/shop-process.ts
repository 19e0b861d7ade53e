/** One instance as a process, over in-process adapters, for tests of starting and stopping. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoCatalog } from '@unsticky/catalog'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { loadSettings } from '../config.ts'
import { runShop } from '../run-shop.ts'

await runShop(async () => {
  const settings = loadSettings()
  const directory = join(tmpdir(), `unsticky-shop-process-${process.pid}`)
  const adapters = createInProcessAdapters({ now: systemNow, directory })
  await adapters.catalog.put(demoCatalog())
  const authorizePayment = createSimulatedPayment({ slowMs: Number(process.env.SLOW_MS ?? 3000) })
  return { adapters: { ...adapters, authorizePayment }, settings, version: 'stateful' }
})
