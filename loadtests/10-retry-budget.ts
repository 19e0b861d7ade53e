/**
 * One idea: repeats hide a failure, and too many of them make one worse. While an instance dies, the balancer may send
 * at most 1.2 requests to the targets for each request of a client. `pnpm load retry-budget` kills and reads the
 * balancer's counters; by itself this script makes the load: reads, and writes that carry an Idempotency-Key.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 10-retry-budget.ts
 */
import { check } from 'k6'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { createDevice } from './lib/device.ts'
import { listProducts, pick } from './lib/journey.ts'
import { nothingRepeatableFails, summaryTrendStats, target } from './lib/target.ts'

export const options: Options = {
  scenarios: { clients: arrivals({ perSecond: 20, iterationSeconds: 2, minimumSeconds: 6 }) },
  thresholds: nothingRepeatableFails,
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

export default function retryBudget({ productIds }: { productIds: readonly string[] }) {
  const laptop = createDevice(target, 'laptop')
  laptop.openSession()
  const key = globalThis.crypto.randomUUID()
  const added = laptop.request('POST', '/api/cart/lines', {
    body: { productId: pick(productIds), quantity: 1 },
    key,
  })
  check(added, { 'a keyed write is acknowledged': ({ status }) => status >= 200 && status < 300 })
  const cart = laptop.request('GET', '/api/cart')
  check(cart, { 'and counted once, however often it was sent': (seen) => seen.json('units') === 1 })
}
