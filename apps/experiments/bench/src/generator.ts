/**
 * The load, as a process of its own so that its CPU time can be told apart. Reads its orders from the message that its
 * parent sends, answers with what it saw, and ends.
 */
import autocannon from 'autocannon'
import { type Kind, mixFor, type Shopper } from './shopper-mix.ts'

export interface LoadOrder {
  readonly url: string
  readonly seconds: number
  /** One connection each. */
  readonly shoppers: readonly Shopper[]
  /** Requests of this kind only; left out, the mix. */
  readonly kind?: Kind | undefined
}

export interface LoadResult {
  readonly requestsPerSecond: number
  readonly requests: number
  /** Answers outside 2xx, timeouts and broken connections. */
  readonly failed: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of one core, 0 to 1: near 1 the generator was the bottleneck. */
  readonly generatorCpu: number
}

process.once('disconnect', () => process.exit())
process.once('message', async (order: LoadOrder) => {
  process.send?.(await run(order), () => process.exit())
})

async function run({ url, seconds, shoppers, kind }: LoadOrder): Promise<LoadResult> {
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  let next = 0
  const result = await autocannon({
    url,
    duration: seconds,
    connections: shoppers.length,
    setupClient: (client) => {
      const index = next++ % shoppers.length
      client.setRequests(startingAt(mixFor(shoppers[index] as Shopper, kind), index).map(withKey))
    },
  })
  const { user, system } = process.cpuUsage(cpu)
  const wallMs = performance.now() - startedAt
  return {
    requestsPerSecond: result.requests.total / result.duration,
    requests: result.requests.total,
    failed: result.non2xx + result.errors,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    generatorCpu: (user + system) / 1000 / wallMs,
  }
}

/** Shoppers are at different places of their round, or all would write at once. */
function startingAt<T>(list: readonly T[], index: number): T[] {
  const start = index % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}

let keys = 0

/** Every write carries a key of its own, as the storefront's do. */
function withKey(request: ReturnType<typeof mixFor>[number]): autocannon.Request {
  if (request.method === 'GET') return request
  return {
    ...request,
    setupRequest: (sent) => ({
      ...sent,
      headers: { ...sent.headers, 'idempotency-key': `bench-${process.pid}-${keys++}` },
    }),
  }
}
