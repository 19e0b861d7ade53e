import fp from 'fastify-plugin'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface MetricsOptions {
  /** How many entries of shoppers this process holds, by the name of what they are. */
  readonly held: Readonly<Record<'sessions' | 'carts', () => number>>
}

/** `/metrics` in Prometheus' text format, for operators and not through the balancer. */
export const metricsPlugin = fp(
  async (app, { held }: MetricsOptions) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    })
    new Gauge({
      name: 'shop_state_held',
      help: 'Entries of shoppers in the memory of this process; 0 when they live elsewhere',
      labelNames: ['state'],
      registers: [registry],
      collect() {
        for (const [state, count] of Object.entries(held)) this.set({ state }, count())
      },
    })
    app.addHook('onResponse', (request, reply, done) => {
      // The route, never the URL: ids in labels would grow without end.
      const route = request.routeOptions.url ?? 'unknown'
      durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
      done()
    })
    app.get('/metrics', { schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) =>
      reply.type(registry.contentType).send(await registry.metrics()),
    )
    app.addHook('onClose', async () => registry.clear())
  },
  { name: 'metrics' },
)
