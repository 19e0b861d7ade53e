/**
 * One idea: a deployment replaces every instance, one after the other, at noon: no request fails and nobody is logged
 * out. Somebody must restart the instances meanwhile; `pnpm load rolling-restart` does.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 --console-output history.jsonl --log-format raw 05-rolling-restart.ts
 */
import exec from 'k6/execution'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { listProducts, shopOnTwoDevices } from './lib/journey.ts'
import { nothingFails, summaryTrendStats, target } from './lib/target.ts'

/** One instance takes some seconds to start, to leave the balancer and to drain. */
const restartSeconds = Number(__ENV.RESTART_SECONDS ?? 16)

export const options: Options = {
  scenarios: { shoppers: arrivals({ perSecond: 3, iterationSeconds: 4, minimumSeconds: restartSeconds }) },
  thresholds: nothingFails,
  summaryTrendStats,
}

export const setup = () => ({ productIds: listProducts(target) })

export default function rollingRestart({ productIds }: { productIds: readonly string[] }) {
  shopOnTwoDevices(exec.scenario.iterationInTest, { target, productIds, pauseSeconds: 1 })
}
