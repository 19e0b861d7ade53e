/**
 * The stateful shop in the release that can move out. Without MIGRATION_TOKEN it is the stateful shop as it was. With
 * it, the stores stand behind decorators (apps/experiments/migrate), and a Unix socket takes the commands of `pnpm migrate`.
 */
import { demoCatalog } from '@unsticky/catalog'
import { runShop, type ShopAdapters } from '@unsticky/http'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow as now } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { createAdapters } from '@unsticky/shop-stateful/adapters'
import { type Config, loadConfig } from '@unsticky/shop-stateful/config'
import { loadConfig as loadNextConfig } from '@unsticky/shop-stateless/config'
import { storefront } from '@unsticky/storefront'
import {
  createInstanceCommands,
  createMigration,
  createSharedCookieKeys,
  type Mode,
  startControlServer,
} from '../migration/index.ts'
import { createNextSide } from './next-side.ts'
import { loadMigrationSettings, type MigrationSettings } from './settings.ts'
import { copyCatalog, shareCookieKeys } from './share.ts'

await runShop(async () => {
  const settings = loadConfig()
  const migration = loadMigrationSettings()
  const adapters = migration ? await createMovable(settings, migration) : await createAdapters(settings)
  await adapters.catalog.put(demoCatalog())
  return { adapters, settings, version: 'stateful', pages: storefront }
})

async function createMovable(config: Config, { token, socketPath }: MigrationSettings) {
  const inProcess = createInProcessAdapters({
    now,
    directory: config.SHOP_FILES_DIRECTORY,
    sessionIdleSeconds: config.SESSION_IDLE_SECONDS,
  })
  const { identity, profiles, files, orders, carts, sessions } = inProcess
  const archives = {
    accounts: identity.archive,
    profiles: profiles.archive,
    files: files.archive,
    ...orders.archives,
    carts: carts.archive,
    sessions: sessions.archive,
  }
  const nextConfig = loadNextConfig()
  const next = await createNextSide(nextConfig)
  const migration = createMigration({ old: { stores: inProcess, archives }, next, now })
  const cookieKeys = createSharedCookieKeys(inProcess.cookieKeys)
  const { switchTo, ...commands } = createInstanceCommands(migration)
  await startControlServer({
    socketPath,
    token,
    commands: {
      ...commands,
      switchTo: (mode) => switchTo(mode as Mode),
      shareCookieKeys: () =>
        shareCookieKeys({
          own: inProcess.cookieKeys,
          shared: cookieKeys,
          secretId: nextConfig.SHOP_COOKIE_KEYS_SECRET,
        }),
      copyCatalog: () =>
        copyCatalog({ old: inProcess.catalog, next: next.stores.catalog, orders: archives.orders }),
    },
  })
  return { ...migration.stores, cookieKeys, authorizePayment: createSimulatedPayment() } as ShopAdapters
}
