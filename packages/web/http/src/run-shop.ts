import { setTimeout as sleep } from 'node:timers/promises'
import type { IdentityProvider } from '@unsticky/accounts'
import closeWithGrace from 'close-with-grace'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { createShopApp, type ShopAppOptions } from './app.ts'
import type { Settings } from './config.ts'

/**
 * Runs one instance: prepares settings and adapters, warms up, listens, reports its port to a parent that asked for
 * it, and stops gracefully on SIGTERM and SIGINT: not ready, wait until the balancer has seen it, close, exit 0.
 * An instance that cannot start says why in one line and exits with 1.
 */
export async function runShop(prepare: () => Promise<ShopAppOptions>): Promise<void> {
  try {
    await start(await prepare())
  } catch (error) {
    // The clear line comes last, where people and log tails look.
    if (!(error instanceof Error) || error.cause) console.error(error)
    console.error(`The shop does not start: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

async function start(options: ShopAppOptions) {
  const { settings, adapters } = options
  const app = await createShopApp(options)
  stopGracefully(app, settings)
  await Promise.all([app.shop.catalogue(), fetchTokenKeys(adapters.identity, app.log)])
  await app.listen({ port: settings.PORT, host: settings.HOST })
  app.health.becomeReady()
  process.send?.({ type: 'listening', port: portOf(app) })
}

/** A well-formed token of nobody makes the identity provider fetch the keys that it checks tokens with. */
async function fetchTokenKeys(identity: IdentityProvider, log: FastifyBaseLogger) {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const token = `${encode({ alg: 'RS256', kid: 'warm-up' })}.${encode({})}.${encode({})}`
  await identity
    .verifyAccessToken(token)
    .catch((err) => log.warn({ err }, 'token keys come with the first token'))
}

/** A stop that takes longer than its grace, or an error nobody caught, ends with 1. */
function stopGracefully(app: FastifyInstance, { DRAIN_SECONDS, GRACE_SECONDS }: Settings) {
  closeWithGrace(
    { delay: (DRAIN_SECONDS + GRACE_SECONDS) * 1000, logger: app.log },
    async ({ signal, err }) => {
      if (err) app.log.fatal({ err }, 'the instance cannot go on')
      app.log.info({ signal }, 'draining')
      app.health.drain()
      if (signal) await sleep(DRAIN_SECONDS * 1000)
      await app.close()
    },
  )
}

function portOf({ server }: FastifyInstance) {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}
