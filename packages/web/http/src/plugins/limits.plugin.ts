import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { LimitName, Limits } from '../limits/limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request counts as; a write counts as one of `writes` unless the route says otherwise. */
    limit?: LimitName | 'none'
  }
}

/** Counts what a visitor does before any body is read. A new write is limited without anybody thinking of it. */
export const limitsPlugin = fp(
  async (app, { limits }: { limits: Limits }) => {
    app.addHook('onRequest', (request, _reply, done) => {
      const limit = limitOf(request)
      // The session store does not answer: a page is shown to nobody in particular.
      if (limit === 'none' || !request.visitor) return done()
      const { shopperId, via } = request.visitor
      limits.count(limit, { shopperId, isGuest: via === 'guest', ip: request.ip }).then(() => done(), done)
    })
  },
  { name: 'limits', dependencies: ['visitor', 'csrf'] },
)

function limitOf({ method, is404, routeOptions }: FastifyRequest): LimitName | 'none' {
  if (is404) return 'none'
  const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
  return routeOptions.config.limit ?? (isRead ? 'none' : 'writes')
}
