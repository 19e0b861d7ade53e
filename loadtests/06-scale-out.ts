/**
 * One idea: the load ramps up, an instance is added, and it takes its share at once, also of shoppers who were there
 * before: nothing is bound to the old ones. Somebody must scale out meanwhile; `pnpm load scale-out` does and looks at
 * the balancer's counters. By itself this script shows which instances answered (`answers{instance:…}`).
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PROFILE=average 06-scale-out.ts
 */
import { check, sleep } from 'k6'
import { Counter } from 'k6/metrics'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { createDevice } from './lib/device.ts'
import { listProducts, pick } from './lib/journey.ts'
import { nothingFails, summaryTrendStats, target } from './lib/target.ts'

const answers = new Counter('answers')

export const options: Options = {
  scenarios: { ramp: arrivals({ perSecond: 8, iterationSeconds: 5, minimumSeconds: 11 }) },
  thresholds: nothingFails,
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

export default function scaleOut({ productIds }: { productIds: readonly string[] }) {
  const laptop = createDevice(target, 'laptop')
  laptop.openSession()
  for (let units = 1; units <= 3; units++) {
    const body = { productId: pick(productIds), quantity: 1 }
    const key = globalThis.crypto.randomUUID()
    laptop.request('POST', '/api/cart/lines', { body, key })
    const cart = laptop.request('GET', '/api/cart')
    answers.add(1, { instance: cart.headers['X-Instance-Id'] ?? 'unknown' })
    check(cart, { 'the cart holds every unit so far': (seen) => seen.json('units') === units })
    sleep(1)
  }
}
