/**
 * One idea: an instance dies without a word while people shop, and nobody notices: no request that may be
 * repeated fails, and every cart and
 * login is there on the second device. Somebody must kill an instance meanwhile; `pnpm load failover` does.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 --console-output history.jsonl --log-format raw 04-failover.ts
 */
import exec from 'k6/execution'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { listProducts, shopOnTwoDevices } from './lib/journey.ts'
import { nothingRepeatableFails, summaryTrendStats, target } from './lib/target.ts'

export const options: Options = {
  scenarios: { shoppers: arrivals({ perSecond: 4, iterationSeconds: 4, minimumSeconds: 6 }) },
  thresholds: nothingRepeatableFails,
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

export default function failover({ productIds }: { productIds: readonly string[] }) {
  shopOnTwoDevices(exec.scenario.iterationInTest, { target, productIds, pauseSeconds: 1.5 })
}
