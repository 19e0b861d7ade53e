import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Room } from '../room.ts'
import { actionRoutes } from './actions.ts'
import { loadAssets } from './assets.ts'
import { answerError } from './errors.ts'
import { eventsPlugin } from './events.plugin.ts'
import { guardPlugin } from './guard.plugin.ts'
import { headersPlugin } from './headers.plugin.ts'
import { page } from './page.ts'

interface AppOptions {
  readonly room: Room
  /** `127.0.0.1:4000`, once the server listens. */
  readonly host: () => string
  readonly token?: string
}

/** The control room's server: the page, its snapshots, its actions. It does not listen yet. */
export async function createControlRoomApp(options: AppOptions): Promise<FastifyInstance> {
  const { room, host, token = randomBytes(24).toString('hex') } = options
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 10_000, ajv: strictAjv })
  const assets = loadAssets()
  app.setErrorHandler(answerError)
  await app.register(guardPlugin, { token, host })
  await app.register(headersPlugin, {
    frames: () => room.snapshot().columns.flatMap(({ devices }) => devices.map(({ url }) => url)),
  })
  await app.register(eventsPlugin, { room })
  await app.register(actionRoutes, { room })

  app.get('/', async ({ headers: { cookie: cookies } }, reply) =>
    reply.type('text/html; charset=utf-8').send(page({ assets, token, cookies })),
  )

  app.get<{ Params: { hash: string; name: string } }>('/assets/:hash/:name', async ({ params }, reply) => {
    const asset = assets.get(params.name)
    if (!asset) return reply.callNotFound()
    return reply
      .header('cache-control', 'private, max-age=31536000, immutable')
      .type(asset.contentType)
      .send(asset.body)
  })
  return app
}

/** Ajv in Fastify drops unknown fields and turns "2" into 2 unless told otherwise. */
const strictAjv = {
  customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false },
} as const
