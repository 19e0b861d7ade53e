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
  /** What the start still waits for, in words for people: "order store". `/readyz` says it. */
  waitFor(parts: readonly string[]): void
  /** The instance is about to stop: not ready any more, and open streams end. */
  drain(): void
  /** Calls back when draining begins. Resolves to a function that forgets the callback. */
  onDrain(listener: () => void): () => void
}

/**
 * `/livez` and `/readyz`, for the balancer and not through it. An instance that serves is not made unready by a backing
 * service: when one is gone, all instances would leave the balancer at once and take with them what still works. One
 * that starts waits for its services and says for which (docs/adr/0006).
 */
export const healthPlugin = fp(
  async (app) => {
    const listeners = new Set<() => void>()
    let isReady = false
    let isDraining = false
    // state-audit-ignore: what the start of this instance waits for
    let missing: readonly string[] = []
    app.decorate('health', {
      get isReady() {
        return isReady
      },
      becomeReady: () => {
        isReady = true
      },
      waitFor: (parts) => {
        missing = parts
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
      isReady ? 'ready' : reply.code(503).header('Retry-After', '1').send(notReady()),
    )

    function notReady() {
      return missing.length > 0 && !isDraining
        ? `not ready: waiting for the ${missing.join(', the ')}`
        : 'not ready'
    }
  },
  { name: 'health' },
)
