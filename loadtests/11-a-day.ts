/**
 * One idea: a shop has several crowds at once. Many look around, some buy on two devices, and each crowd has limits of
 * its own, so that a slow checkout does not hide behind a thousand quick lists. What shoppers lose is a metric with a
 * threshold: `carts_lost`. Kill an instance meanwhile and see whether it stays at 0.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PROFILE=average -e SUMMARY=summary.json 11-a-day.ts
 */

import exec from 'k6/execution'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { listProducts, shopOnTwoDevices } from './lib/journey.ts'
import { lookAround } from './lib/look-around.ts'
import { nothingIsLost } from './lib/losses.ts'
import { nothingRepeatableFails, p95Ms, summaryTrendStats, target } from './lib/target.ts'

export { handleSummary } from './lib/summary.ts'

interface Given {
  readonly productIds: readonly string[]
}

export const options: Options = {
  scenarios: {
    browsers: { ...arrivals({ perSecond: 10, iterationSeconds: 1 }), exec: 'browsers' },
    buyers: { ...arrivals({ perSecond: 1, iterationSeconds: 6 }), exec: 'buyers' },
  },
  thresholds: {
    ...nothingRepeatableFails,
    ...nothingIsLost,
    'http_req_duration{scenario:browsers}': [`p(95)<${p95Ms}`],
    'http_req_duration{scenario:buyers}': [`p(95)<${2 * p95Ms}`], // a sign-up hashes a password
  },
  summaryTrendStats,
}

export const setup = (): Given => ({ productIds: listProducts(target) })

export const browsers = ({ productIds }: Given) => lookAround(target, productIds)

export const buyers = ({ productIds }: Given) =>
  void shopOnTwoDevices(exec.scenario.iterationInTest, { target, productIds, pauseSeconds: 2 })
