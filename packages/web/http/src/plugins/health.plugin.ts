import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    readonly health: Health
  }
}

export interface Health {
  readonly isReady: boolean
  /** The instance has warmed up and may get requests. */
  becomeReady(): void
  /** The instance is about to stop: not ready any more, and open streams end. */
  drain(): void
  /** Calls back when draining begins. Resolves to a function that forgets the callback. */
  onDrain(listener: () => void): () => void
}

/**
 * `/livez` and `/readyz`, for the balancer and not through it. Readiness asks no backing service: when one is gone, all
 * instances would leave the balancer at once and take with them what still works (docs/adr/0006).
 */
export const healthPlugin = fp(
  async (app) => {
    const listeners = new Set<() => void>()
    let isReady = false
    let isDraining = false
    app.decorate('health', {
      get isReady() {
        return isReady
      },
      becomeReady: () => {
        isReady = true
      },
      drain: () => {
        isReady = false
        isDraining = true
        for (const listener of listeners) listener()
      },
      onDrain: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    })
    app.addHook('onSend', (_request, reply, _payload, done) => {
      // Whoever still has a connection to us uses it no more: the next request on it would come too late.
      if (isDraining) reply.header('Connection', 'close')
      done()
    })
    app.get('/livez', { schema: { hide: true }, logLevel: 'warn' }, async () => 'alive')
    app.get('/readyz', { schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) =>
      isReady ? 'ready' : reply.code(503).send('not ready'),
    )
  },
  { name: 'health' },
)
