/**
 * One idea: people come and go for a long time, and nothing piles up: the memory of the instances stays flat, and what
 * the stores keep of them has a time to live. `pnpm load soak` looks at heap and keys; by itself this script makes the
 * load.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PROFILE=soak 09-soak.ts
 */
import exec from 'k6/execution'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { createDevice } from './lib/device.ts'
import { listProducts, pick, shopOnTwoDevices } from './lib/journey.ts'
import { nothingFails, summaryTrendStats, target } from './lib/target.ts'

export const options: Options = {
  scenarios: { visitors: arrivals({ perSecond: 8, iterationSeconds: 2 }) },
  thresholds: nothingFails,
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

/** One in eight makes an account; the others are guests who leave a cart behind. */
export default function soak({ productIds }: { productIds: readonly string[] }) {
  const number = exec.scenario.iterationInTest
  if (number % 8 === 0) {
    shopOnTwoDevices(number, { target, productIds, pauseSeconds: 0.2 })
    return
  }
  const laptop = createDevice(target, 'laptop')
  laptop.openSession()
  const key = globalThis.crypto.randomUUID()
  laptop.request('POST', '/api/cart/lines', { body: { productId: pick(productIds), quantity: 1 }, key })
  laptop.request('GET', '/api/cart')
}
