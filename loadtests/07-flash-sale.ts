/**
 * One idea: more buyers than units, all at once, each clicking twice. Every unit is sold once, nobody pays twice, and
 * who comes too late is told so (409).
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PRODUCT=limited-edition-print -e STOCK=30 07-flash-sale.ts
 *
 * STOCK    units before the sale; unless given, as the shop says. Judged at the end: sold <= STOCK
 */
import { check } from 'k6'
import exec from 'k6/execution'
import http from 'k6/http'
import { Counter } from 'k6/metrics'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { createDevice } from './lib/device.ts'
import { newShopper } from './lib/journey.ts'
import * as shop from './lib/shopper.ts'
import { p95Ms, summaryTrendStats, target } from './lib/target.ts'

const productId = __ENV.PRODUCT ?? 'limited-edition-print'
const unitsSold = new Counter('units_sold')

export const options: Options = {
  scenarios: { buyers: arrivals({ perSecond: 16, iterationSeconds: 3 }) },
  thresholds: {
    http_req_failed: ['rate==0'], // 409 is an answer here
    checks: ['rate==1'],
    'http_req_duration{name:POST /api/orders}': [`p(95)<${p95Ms}`],
    units_sold: ['count>0', ...(__ENV.STOCK ? [`count<=${__ENV.STOCK}`] : [])],
  },
  summaryTrendStats,
}

export default function flashSale() {
  const buyer = newShopper(exec.scenario.iterationInTest)
  const phone = createDevice(target, 'phone')
  if (!shop.signUp(buyer, phone)) return
  const added = shop.addToCart(buyer, phone, { productId, quantity: 1, alsoExpected: [409] })
  if (added.status === 409) return
  const cart = shop.readCart(buyer, phone)
  if (!cart) return
  const answers = shop.checkOutTwice(buyer, phone, cart)
  const placed = answers.filter(({ status }) => status === 201 || status === 200)
  if (placed.length > 0) unitsSold.add(1)
  check(answers, {
    'a checkout is placed or refused': (all) => all.every(({ status }) => [200, 201, 409].includes(status)),
    'both clicks are one order': () => new Set(placed.map((answer) => answer.json('id'))).size <= 1,
  })
}

export function teardown() {
  const left = http.get(`${target}/api/products/${productId}`)
  check(left, { 'the stock is not negative': (response) => Number(response.json('unitsLeft')) >= 0 })
}
