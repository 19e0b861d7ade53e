/**
 * One idea: people look around far more than they buy, and that must be quick and right: lists, searches, products.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PROFILE=average 03-browse.ts
 */
import { check } from 'k6'
import http from 'k6/http'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { listProducts, pick } from './lib/journey.ts'
import { nothingFails, p95Ms, summaryTrendStats, target } from './lib/target.ts'

const list = 'GET /api/products'
const product = 'GET /api/products/:productId'

export const options: Options = {
  scenarios: { browse: arrivals({ perSecond: 20, iterationSeconds: 1 }) },
  thresholds: {
    ...nothingFails,
    [`http_req_duration{name:${list}}`]: [`p(95)<${p95Ms}`],
    [`http_req_duration{name:${product}}`]: [`p(95)<${p95Ms}`],
  },
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

export default function browse({ productIds }: { productIds: readonly string[] }) {
  const id = pick(productIds)
  const page = http.get(`${target}/api/products?page=2`, { tags: { name: list } })
  const found = http.get(`${target}/api/products?q=${id.replaceAll('-', '%20')}`, { tags: { name: list } })
  const shown = http.get(`${target}/api/products/${id}`, { tags: { name: product } })
  check(page, { 'the list has products': (response) => Number(response.json('products.#')) > 0 })
  check(found, {
    'the search finds what it was asked for': (response) =>
      (response.json('products.#.id') as unknown as string[]).includes(id),
  })
  check(shown, { 'the product is the one asked for': (response) => response.json('id') === id })
}
