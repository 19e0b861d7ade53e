import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import type { Settings } from './config.ts'
import { openWaitingRoom, type WaitingRoom } from './waiting-room.ts'

/** Between two looks at a service that a start waits for. */
const pauseMs = 1000

export interface Instance {
  /** With the health plugin in it. */
  readonly app: FastifyInstance
  readonly settings: Pick<Settings, 'PORT' | 'HOST' | 'DRAIN_SECONDS' | 'GRACE_SECONDS'>
  /** Warms up, and resolves to the services that do not answer yet. What waiting cannot cure rejects. */
  readonly absentServices?: () => Promise<readonly string[]>
}

/**
 * Runs one instance: prepares it, warms up, listens, reports its port to a parent that asked for it, and stops
 * gracefully on SIGTERM and SIGINT: not ready, wait until the balancer has seen it, close, exit 0.
 *
 * A service that is away is waited for, and `/readyz` says which: an instance that ends instead is started again by
 * whoever watches it, and adds to the load of what comes back. What waiting cannot cure ends the start: an instance with
 * a wrong setting says why in one line and exits with 1.
 */
export async function runInstance(prepare: () => Promise<Instance>): Promise<void> {
  try {
    const { instance, port } = await prepareWhenThere(prepare)
    await start(instance, port)
  } catch (error) {
    // The clear line comes last, where people and log tails look.
    if (!(error instanceof Error) || error.cause) console.error(error)
    console.error(`The shop does not start: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

/** Prepares again and again while a service is away that the instance is built from. */
async function prepareWhenThere(prepare: () => Promise<Instance>) {
  let room: WaitingRoom | undefined
  for (;;) {
    try {
      const instance = await prepare()
      await room?.close()
      return { instance, port: room?.port }
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      room?.waitFor(error.service)
      room ??= await openWaitingRoom(error.service)
      await sleep(pauseMs)
    }
  }
}

async function start({ app, settings, absentServices }: Instance, knownPort: number | undefined) {
  stopGracefully(app, settings)
  let absent = (await absentServices?.()) ?? []
  // The balancer sends nothing to an instance that is not ready, so it may listen early to say what it waits for.
  await app.listen({ port: knownPort ?? settings.PORT, host: settings.HOST })
  if (absent.length > 0) process.send?.({ type: 'waiting', port: portOf(app), service: absent.join(', ') })
  while (absentServices && absent.length > 0) {
    app.health.waitFor(absent)
    app.log.warn({ services: absent }, 'the start waits for services that do not answer')
    await sleep(pauseMs)
    absent = await absentServices()
  }
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
