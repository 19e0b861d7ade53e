import { createEdge, type LogStream, noStore } from '@unsticky/http/edge'
import { storefront } from '@unsticky/storefront'
import { accountRoutes } from './accounts.ts'
import { cartRoutes, carts } from './cart.ts'
import { catalogRoutes } from './catalog.ts'
import type { Config } from './config.ts'
import { limitsPlugin } from './limits.ts'
import { liveUpdateRoutes } from './live-updates.ts'
import { orderRoutes } from './orders.ts'
import { readPages, stateRoutes } from './pages.ts'
import { loginRoutes, profileRoutes } from './profile.ts'
import { startReminder } from './reminder.ts'
import { sessions, sessionsPlugin } from './sessions.ts'
import { tokenRoutes } from './tokens.ts'

export interface AppOptions {
  /** What the badge calls this shop. */
  readonly version?: string
  /** Where log lines go instead of standard output, for tests. */
  readonly logStream?: LogStream
}

const personalRoutes = [accountRoutes, profileRoutes, loginRoutes, cartRoutes, liveUpdateRoutes, orderRoutes]

/** The whole shop. Its state is where it is used: in the modules of the routes. */
export async function createApp(config: Config, { version = 'stateful', logStream }: AppOptions = {}) {
  const about = { version, instanceId: config.INSTANCE_ID }
  const held = { sessions: () => sessions.size, carts: () => carts.size }
  const app = await createEdge(config, { held, logStream })
  await app.register(limitsPlugin, config)
  await app.register(catalogRoutes, config)
  await app.register(stateRoutes, about)
  await app.register(async (api) => {
    api.addHook('onRequest', noStore)
    await api.register(tokenRoutes, config)
  })
  await app.register(async (personal) => {
    await personal.register(sessionsPlugin, config)
    await personal.register(storefront, { read: (request) => readPages(request, about) })
    await personal.register(async (api) => {
      api.addHook('onRequest', noStore)
      for (const routes of personalRoutes) await api.register(routes, config)
    })
  })
  startReminder(app, config)
  return app
}
