import { UnavailableError } from '@unsticky/kernel'
import Fastify from 'fastify'
import { loadSettings, type Settings } from './config.ts'
import { errorsPlugin } from './plugins/errors.plugin.ts'
import { healthPlugin } from './plugins/health.plugin.ts'
import { serverOptions } from './server-options.ts'

/**
 * What listens for an instance that cannot be built yet, because a service it is built from is away: alive, not ready,
 * and everything else a 503. It takes the instance's own port, so that whoever watches it sees which service it is.
 */
export async function openWaitingRoom(service: string) {
  const settings: Settings = loadSettings()
  const app = Fastify(serverOptions(settings))
  await app.register(errorsPlugin)
  await app.register(healthPlugin)
  app.addHook('onRequest', ({ url }, _reply, done) => {
    done(url === '/livez' || url === '/readyz' ? undefined : new UnavailableError(service))
  })
  app.health.waitFor([service])
  app.log.warn({ service }, 'the start waits for a service that does not answer')
  await app.listen({ port: settings.PORT, host: settings.HOST })
  const leave = () => process.exit(0)
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : settings.PORT
  process.send?.({ type: 'waiting', port, service })
  return {
    port,
    waitFor: (other: string) => app.health.waitFor([other]),
    async close() {
      process.off('SIGTERM', leave)
      process.off('SIGINT', leave)
      app.log.info('the service answers; the start goes on')
      await app.close()
    },
  }
}

export type WaitingRoom = Awaited<ReturnType<typeof openWaitingRoom>>
