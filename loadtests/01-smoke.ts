/**
 * One idea: is the shop up, and does a shopper come through? One shopper, one pass, every status checked.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 01-smoke.ts
 */
import { check } from 'k6'
import http from 'k6/http'
import type { Options } from 'k6/options'

const target = __ENV.TARGET ?? 'http://127.0.0.1:3000'

export const options: Options = {
  vus: 1,
  iterations: 1,
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
    http_req_duration: [`p(95)<${__ENV.P95_MS ?? 500}`],
  },
}

export default function smoke() {
  const products = http.get(`${target}/api/products`)
  check(products, {
    'the catalogue answers': ({ status }) => status === 200,
    'it has products': (response) => Number(response.json('total')) > 100,
  })
  check(http.get(`${target}/`), { 'the shop page answers': ({ status }) => status === 200 })
  check(http.get(`${target}/api/cart`), {
    'a new guest has an empty cart': (response) =>
      response.status === 200 && Number(response.json('units')) === 0,
  })
}
