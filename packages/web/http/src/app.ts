import { type Now, systemNow } from '@unsticky/kernel'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { ShopAdapters } from './adapters.ts'
import { isSecure, type Settings } from './config.ts'
import { cookieNames } from './cookie-names.ts'
import { createEdge } from './create-edge.ts'
import { createLimits } from './limits/limits.ts'
import { createLoginAttempts } from './login-attempts.ts'
import { createLoginChecks } from './logins/login-checks.ts'
import { readPages } from './page-reads.ts'
import { csrfPlugin } from './plugins/csrf.plugin.ts'
import { limitsPlugin } from './plugins/limits.plugin.ts'
import { reminderPlugin } from './plugins/reminder.plugin.ts'
import { sessionPlugin } from './plugins/session.plugin.ts'
import { visitorPlugin } from './plugins/visitor.plugin.ts'
import { cartRoutes } from './routes/cart.ts'
import { cartEventRoutes } from './routes/cart-events.ts'
import { cartNewsRoutes } from './routes/cart-news.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { loginRoutes } from './routes/logins.ts'
import { orderRoutes } from './routes/orders.ts'
import { profileRoutes } from './routes/profile.ts'
import { profilePictureRoutes } from './routes/profile-picture.ts'
import { sessionRoutes } from './routes/session.ts'
import { stateRoutes } from './routes/state.ts'
import { tokenRoutes } from './routes/tokens.ts'
import type { LogStream } from './server-options.ts'
import { withSettledOrders } from './services/settle-orders.ts'
import { createServices, type ShopServices } from './services.ts'
import { readParts, type ShopPart } from './shop-parts.ts'
import { createSigner } from './signer.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The use cases of this shop. */
    readonly shop: ShopServices
  }
}

export interface ShopAppOptions {
  readonly adapters: ShopAdapters
  readonly settings: Settings
  /** What the badge calls this shop: "stateful", "stateless". */
  readonly version: string
  readonly now?: Now
  /** The user interface, registered where `request.visitor` is known. */
  readonly pages?: FastifyPluginAsync<{ pictureOrigins: readonly string[]; read: typeof readPages }>
  /** Where log lines go instead of standard output, for tests. */
  readonly logStream?: LogStream
}

/** Builds the shop over its adapters; it neither listens nor reads the environment. Closing it closes the adapters. */
export async function createShopApp(options: ShopAppOptions): Promise<FastifyInstance> {
  const { adapters, settings, version, now = systemNow, logStream } = options
  const app = await createEdge(settings, { held: heldBy(adapters), logStream })
  app.decorate(
    'shop',
    createServices(adapters, { version, instanceId: settings.INSTANCE_ID, now, log: app.log }),
  )
  app.addHook('onClose', () => closeAdapters(adapters))
  const { identity, rateLimiter } = adapters
  const attempts = createLoginAttempts({ rateLimiter, settings })
  const parts = readParts(settings.SHOP_PARTS)

  if (parts.has('catalogue')) await app.register(catalogRoutes)
  await app.register(stateRoutes)
  if (parts.has('accounts')) await app.register(tokenRoutes, { identity, attempts })
  await app.register((personal) => registerPersonal(personal, { ...options, attempts, now, parts }))
  if (parts.has('cart')) await app.register(reminderPlugin, { adapters, settings, now })
  return app
}

type PersonalOptions = ShopAppOptions & {
  readonly attempts: ReturnType<typeof createLoginAttempts>
  readonly now: Now
  readonly parts: ReadonlySet<ShopPart>
}

/** All that depends on who asks; the rest of the shop never asks the session store. */
async function registerPersonal(app: FastifyInstance, options: PersonalOptions) {
  const { adapters, settings, pages, attempts, now, parts } = options
  const { identity, orders, cartEvents, sessions, rateLimiter } = adapters
  const carts = withSettledOrders(adapters.carts, { orders, events: cartEvents, now, log: app.log })
  const signer = createSigner(adapters.cookieKeys)
  const common = { signer, isSecure: isSecure(settings), names: cookieNames(settings), now }
  const absoluteSeconds = settings.SESSION_ABSOLUTE_SECONDS
  const plugin = settings.SESSION_PLUGIN
  await app.register(sessionPlugin, { ...common, sessions, absoluteSeconds, plugin })
  const logins = createLoginChecks({
    sessions: sessions.store,
    identity,
    now,
    everySeconds: settings.ACCOUNT_CHECK_SECONDS,
    absoluteSeconds,
  })
  await app.register(visitorPlugin, { ...common, identity, carts, logins })
  await app.register(csrfPlugin, { signer, publicOrigin: settings.PUBLIC_ORIGIN })
  await app.register(limitsPlugin, { limits: createLimits({ rateLimiter, settings, now }) })
  if (parts.has('accounts')) {
    await app.register(sessionRoutes, { ...common, attempts, logins })
    await app.register(loginRoutes, { attempts, logins, identity })
    await app.register(profileRoutes)
    await app.register(profilePictureRoutes)
  }
  if (parts.has('cart')) {
    await app.register(cartRoutes)
    if (settings.BETWEEN_REQUESTS === 'frozen') await app.register(cartNewsRoutes)
    else await app.register(cartEventRoutes, { settings, now })
  }
  if (parts.has('orders')) await app.register(orderRoutes)
  const pictureOrigins = settings.PICTURE_ORIGINS.split(' ').filter(Boolean)
  if (pages && parts.has('pages')) await app.register(pages, { pictureOrigins, read: readPages })
}

const heldBy = ({ sessions, carts }: ShopAdapters) => ({
  sessions: () => sessions.held?.() ?? 0,
  carts: () => carts.held?.() ?? 0,
})

async function closeAdapters({ authorizePayment: _keepsNothing, ...adapters }: ShopAdapters) {
  await Promise.allSettled(Object.values(adapters).map((adapter) => adapter.close()))
}
