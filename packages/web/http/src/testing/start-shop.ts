import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoCatalog } from '@unsticky/catalog'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import type { ShopAdapters } from '../adapters.ts'
import { createShopApp, type ShopAppOptions } from '../app.ts'
import { loadSettings } from '../config.ts'

interface TestShopOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Puts another adapter behind a port. */
  readonly change?: (adapters: ShopAdapters) => Partial<ShopAdapters>
  readonly pages?: ShopAppOptions['pages']
}

/** A busy test machine is no overload. */
const calm = { OVERLOAD_DELAY_MS: '0' }

/** The shop over in-process adapters, with a clock that tests move. */
export async function startShop({ env, change = () => ({}), pages }: TestShopOptions = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'unsticky-http-'))
  const logLines: string[] = []
  let ahead = 0
  const now = () => systemNow() + ahead
  const settings = loadSettings({ PORT: '0', LOG_LEVEL: 'warn', INSTANCE_ID: 'shop-1', ...calm, ...env })
  const sessionIdleSeconds = settings.SESSION_IDLE_SECONDS
  const own: ShopAdapters = {
    ...createInProcessAdapters({ now, directory, sessionIdleSeconds }),
    authorizePayment: createSimulatedPayment({ slowMs: 150 }),
  }
  await own.catalog.put(demoCatalog())
  const adapters = { ...own, ...change(own) }
  const logStream = { write: (line: string) => void logLines.push(line) }
  const app = await createShopApp({ adapters, settings, version: 'stateful', pages, now, logStream })
  app.addHook('onClose', () => rm(directory, { recursive: true, force: true }))
  const passTime = (seconds: number) => {
    ahead += seconds * 1000
  }
  const listen = () => app.listen({ port: 0, host: '127.0.0.1' })
  return {
    app,
    adapters,
    passTime,
    listen,
    /** All log lines as one text. */
    log: () => logLines.join(''),
    [Symbol.asyncDispose]: async () => void (await app.close()),
  }
}

export type TestShop = Awaited<ReturnType<typeof startShop>>
