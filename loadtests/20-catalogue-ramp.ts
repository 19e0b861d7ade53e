/**
 * One idea: more and more people look at the catalogue, then they go. Whoever scales by demand has something to do.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PEAK=150 20-catalogue-ramp.ts
 */
import { check } from 'k6'
import http from 'k6/http'
import type { Options } from 'k6/options'

const target = __ENV.TARGET ?? 'http://127.0.0.1:3000'
/** Requests a second at the top, and the seconds up, at the top and after it. */
const peak = Number(__ENV.PEAK ?? 150)
const [up, top, after] = [__ENV.UP_SECONDS ?? 15, __ENV.TOP_SECONDS ?? 12, __ENV.AFTER_SECONDS ?? 30]
const quiet = Math.max(1, Math.round(peak / 15))

export const options: Options = {
  scenarios: {
    visitors: {
      executor: 'ramping-arrival-rate',
      startRate: quiet,
      timeUnit: '1s',
      preAllocatedVUs: 40,
      maxVUs: 200,
      stages: [
        { target: peak, duration: `${up}s` },
        { target: peak, duration: `${top}s` },
        { target: quiet, duration: '2s' },
        { target: quiet, duration: `${after}s` },
      ],
    },
  },
  thresholds: { checks: ['rate==1'], http_req_failed: ['rate==0'] },
}

export default function visit() {
  const product = http.get(`${target}/api/products/copper-kettle`, {
    tags: { name: 'GET /api/products/:productId' },
  })
  check(product, {
    'the product is there': (answer) => answer.status === 200 && answer.json('id') === 'copper-kettle',
  })
}
