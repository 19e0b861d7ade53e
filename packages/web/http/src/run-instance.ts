import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import type { Settings } from './config.ts'

export interface Instance {
  /** With the health plugin in it. */
  readonly app: FastifyInstance
  readonly settings: Pick<Settings, 'PORT' | 'HOST' | 'DRAIN_SECONDS' | 'GRACE_SECONDS'>
  /** What is to be there before the first request. */
  readonly warmUp?: () => Promise<unknown>
}

/**
 * Runs one instance: prepares it, warms up, listens, reports its port to a parent that asked for it, and stops
 * gracefully on SIGTERM and SIGINT: not ready, wait until the balancer has seen it, close, exit 0. An instance that
 * cannot start says why in one line and exits with 1.
 */
export async function runInstance(prepare: () => Promise<Instance>): Promise<void> {
  try {
    await start(await prepare())
  } catch (error) {
    // The clear line comes last, where people and log tails look.
    if (!(error instanceof Error) || error.cause) console.error(error)
    console.error(`The shop does not start: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

async function start({ app, settings, warmUp }: Instance) {
  stopGracefully(app, settings)
  await warmUp?.()
  await app.listen({ port: settings.PORT, host: settings.HOST })
  app.health.becomeReady()
  process.send?.({ type: 'listening', port: portOf(app) })
}

/** A stop that takes longer than its grace, or an error nobody caught, ends with 1. */
function stopGracefully(app: FastifyInstance, { DRAIN_SECONDS, GRACE_SECONDS }: Instance['settings']) {
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
