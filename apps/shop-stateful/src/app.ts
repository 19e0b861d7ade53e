import rateLimit from '@fastify/rate-limit'
import { createEdge, type LogStream } from '@unsticky/http/edge'
import { storefront } from '@unsticky/storefront'
import { accountRoutes } from './accounts.ts'
import { cartRoutes, carts } from './cart.ts'
import { catalogRoutes } from './catalog.ts'
import type { Config } from './config.ts'
import { liveUpdateRoutes } from './live-updates.ts'
import { loginRoutes } from './logins.ts'
import { orderRoutes } from './orders.ts'
import { readPages } from './pages.ts'
import { profileRoutes } from './profile.ts'
import { startReminder } from './reminder.ts'
import { sessions, sessionsPlugin } from './sessions.ts'
import { stateRoutes } from './state.ts'
import { tokenRoutes } from './tokens.ts'

export interface AppOptions {
  /** What the badge calls this shop. */
  readonly version?: string
  /** Where log lines go instead of standard output, for tests. */
  readonly logStream?: LogStream
}

/** The whole shop. Its state is where it is used: in the modules of the routes. */
export async function createApp(config: Config, { version = 'stateful', logStream }: AppOptions = {}) {
  const about = { version, instanceId: config.INSTANCE_ID }
  const held = { sessions: () => sessions.size, carts: () => carts.size }
  const app = await createEdge(config, { held, logStream })
  // STATEFUL: every instance counts attempts for itself, so three instances allow three times as many.
  await app.register(rateLimit, { global: false })

  await app.register(catalogRoutes)
  await app.register(stateRoutes, about)
  await app.register(tokenRoutes, config)
  await app.register(async (personal) => {
    await personal.register(sessionsPlugin, config)
    await personal.register(accountRoutes, config)
    await personal.register(profileRoutes, config)
    await personal.register(loginRoutes, config)
    await personal.register(cartRoutes)
    await personal.register(liveUpdateRoutes, config)
    await personal.register(orderRoutes, config)
    await personal.register(storefront, { read: (request) => readPages(request, about) })
  })
  startReminder(app, config)
  return app
}
