/**
 * Step 1 in the release that can move out: all state in the process, each piece behind a port. Without MIGRATION_TOKEN it
 * is step 1 as it was. With it, the stores stand behind decorators (apps/experiments/migrate), and a Unix socket takes the
 * commands of `pnpm migrate`. Step 0 has no ports, so there is nothing to put a decorator around (docs/migration.md).
 */
import { demoCatalog } from '@unsticky/catalog'
import { runShop, type ShopAdapters } from '@unsticky/http'
import { createInProcessAdapters } from '@unsticky/in-process'
import { systemNow as now } from '@unsticky/kernel'
import { createSimulatedPayment } from '@unsticky/orders'
import { loadConfig as loadNextConfig } from '@unsticky/shop-stateless/config'
import { createInProcess, type InProcessConfig, loadInProcessConfig } from '@unsticky/shop-step/in-process'
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
  const settings = loadInProcessConfig()
  const migration = loadMigrationSettings()
  const adapters = migration ? await createMovable(settings, migration) : await createInProcess(settings)
  await adapters.catalog.put(demoCatalog())
  return { adapters, settings, version: 'stateful', pages: storefront }
})

async function createMovable(config: InProcessConfig, { token, socketPath }: MigrationSettings) {
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
