/**
 * One idea: the same shoppers go on and on. Does an instance that joins get its share of them?
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e SECONDS=15 21-steady-shoppers.ts
 */
import { check, sleep } from 'k6'
import http from 'k6/http'
import type { Options } from 'k6/options'

const target = __ENV.TARGET ?? 'http://127.0.0.1:3000'

export const options: Options = {
  // A shopper keeps the cookies from one round to the next; stickiness is one of them.
  noCookiesReset: true,
  scenarios: {
    shoppers: {
      executor: 'constant-vus',
      vus: Number(__ENV.SHOPPERS ?? 20),
      duration: `${__ENV.SECONDS ?? 15}s`,
    },
  },
  thresholds: { checks: ['rate==1'] },
}

export default function shop() {
  const cart = http.get(`${target}/api/cart`)
  check(cart, { 'the cart answers': ({ status }) => status === 200 })
  sleep(0.15)
}
