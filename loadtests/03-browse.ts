/**
 * One idea: people look around far more than they buy, and that must be quick and right: lists, searches, products.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PROFILE=average 03-browse.ts
 */
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { listProducts } from './lib/journey.ts'
import { listName, lookAround, productName } from './lib/look-around.ts'
import { nothingFails, p95Ms, summaryTrendStats, target } from './lib/target.ts'

export const options: Options = {
  scenarios: { browse: arrivals({ perSecond: 20, iterationSeconds: 1 }) },
  thresholds: {
    ...nothingFails,
    [`http_req_duration{name:${listName}}`]: [`p(95)<${p95Ms}`],
    [`http_req_duration{name:${productName}}`]: [`p(95)<${p95Ms}`],
  },
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

export default function browse({ productIds }: { productIds: readonly string[] }) {
  lookAround(target, productIds)
}
