import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import type { InsightStore } from '../store/insight-store.ts'
import { answerError, answerNotFound, sendProblem } from './errors.ts'
import { type News, streamNotices } from './notice-stream.ts'
import { type NoticesQuery, noticesSchema, type TogetherQuery, togetherSchema } from './schemas.ts'

interface AppOptions {
  readonly insights: InsightStore
  readonly news: News
  readonly logger?: FastifyServerOptions['loggerInstance']
}

/** Each open page holds a connection. */
const maxPages = 100
/** What a page that is new is shown of the past. */
const pastNotices = 20

/** The service's own API and its page. It does not listen yet. */
export function createApp({ insights, news, logger }: AppOptions): FastifyInstance {
  const app = Fastify({
    ...(logger && { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024,
    routerOptions: { maxParamLength: 120 },
  })
  const pages = new Set<AbortController>()
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(answerNotFound)
  app.addHook('onSend', async (_request, reply) => void reply.headers(safeHeaders))
  app.addHook('preClose', async () => {
    for (const page of pages) page.abort()
  })

  app.get('/livez', async () => ({ status: 'alive' }))
  app.get('/readyz', async () => ({ status: 'ready', orders: (await insights.totals()).orders }))
  app.get('/api/totals', () => insights.totals())
  app.get<TogetherQuery>('/api/products/:productId/bought-together', { schema: togetherSchema }, (request) =>
    insights.boughtTogether(request.params.productId, request.query),
  )

  app.get<NoticesQuery>('/api/notices', { schema: noticesSchema }, async (request, reply) => {
    if (pages.size >= maxPages)
      return sendProblem(reply.header('retry-after', '5'), 503, {
        code: 'BUSY',
        detail: 'Too many pages are open',
      })
    const after = await firstNotice(request.headers['last-event-id'], request.query.after)
    const page = new AbortController()
    pages.add(page)
    const stream = Readable.from(streamNotices({ insights, news, after, signal: page.signal }))
    reply.raw.once('close', () => {
      page.abort()
      pages.delete(page)
    })
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream)
  })

  for (const [path, { type, body }] of Object.entries(files))
    app.get(path, (_request, reply) => reply.type(type).send(body))
  return app

  /** A browser that comes back says what it has; a reader may say where to begin; a new page sees the last few. */
  async function firstNotice(lastEventId: string | string[] | undefined, after: number | undefined) {
    if (typeof lastEventId === 'string' && /^\d{1,15}$/.test(lastEventId)) return Number(lastEventId)
    return after ?? Math.max(0, (await insights.totals()).notices - pastNotices)
  }
}

const safeHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

const file = (name: string, type: string) => ({
  type: `${type}; charset=utf-8`,
  body: readFileSync(new URL(`../browser/${name}`, import.meta.url)),
})

const files = {
  '/': file('page.html', 'text/html'),
  '/page.js': file('page.js', 'text/javascript'),
  '/page.css': file('page.css', 'text/css'),
}
