import type { Anomaly, FleetContinuity } from '@unsticky/continuity'
import { type ByFleet, type CompareJson, type Environment, type FleetResult, mapFleets } from './compare.ts'
import { costOf } from './cost/cost.ts'
import type { Prices } from './cost/prices.ts'
import { type Evidence, middleOf, type RunEvidence, type TimelineEvent } from './evidence.ts'
import { evidenceOf } from './evidence-of.ts'
import { fleetDifferences } from './fleet-differences.ts'
import type { Plan } from './plan.ts'
import { shoppingOf } from './shopping.ts'
import { validityOf } from './validity.ts'
import { slowEndpoints, type VerdictOptions, verdict } from './verdict.ts'

/** Everything measured in one run of one fleet. */
export interface FleetRun extends RunEvidence {
  readonly continuity: FleetContinuity
}

export interface ComparisonInput {
  /** One run of each fleet, or all of its repeats. */
  readonly fleets: ByFleet<FleetRun | readonly FleetRun[]>
  readonly environment: Environment
  /** What to type to run it again. */
  readonly command: string
  /** For the cost card; without it there is none. */
  readonly cost?: {
    readonly requestsPerMonth: number
    readonly usersPerMonth?: number | undefined
    readonly prices: Prices
  }
  readonly plan?: Plan
}

/** What is behind the figures; shown on the page, not part of compare.json. */
export interface FleetDetails {
  readonly timeline: readonly TimelineEvent[]
  readonly anomalies: readonly Anomaly[]
  readonly anomalyCounts: FleetContinuity['anomalyCounts']
}

export interface Comparison {
  readonly json: CompareJson
  readonly details: ByFleet<FleetDetails>
  readonly command: string
}

/** Puts the measurements of the fleets side by side and judges them. Pure. */
export function buildComparison({ fleets, environment, command, cost, plan }: ComparisonInput): Comparison {
  const runs = mapFleets(fleets, (own) => [own].flat())
  const results = mapFleets(runs, resultOf)
  const shopping = mapFleets(runs, (own) => shoppingOf(own.map(({ continuity }) => continuity)))
  const evidence = mapFleets(runs, (own) =>
    evidenceOf(own.map((run) => ({ ...run, cartsLost: run.continuity.cartsLost }))),
  )
  const { differences, notComparable } = fleetDifferences(evidence)
  const { requestsExcused = 0, endpoints = [], failures = [] } = evidence.stateless ?? {}
  const validity = validityOf(evidence, plan)
  const hidden = evidence.stateless && hiddenBy(evidence.stateless)
  const slow = plan ? slowEndpoints(endpoints, plan.p95LimitMs) : []
  return {
    json: {
      ...{ schema: 1, environment, fleets: results },
      verdict: verdict(results, {
        ...{ shopping, requestsExcused, failures, slow, isInvalid: !validity.ok },
        ...(hidden && { hidden }),
      }),
      ...{ command, validity, evidence },
      ...(cost && {
        cost: costOf(evidence, {
          ...cost,
          shopping,
          shoppers: mapFleets(results, ({ shoppers }) => shoppers),
        }),
      }),
      ...(plan && { plan }),
      ...(differences.length > 0 && { differences }),
      ...(notComparable.length > 0 && { notComparable }),
      shopping,
    },
    details: mapFleets(runs, ([first]) => detailsOf(first)),
    command,
  }
}

/** Failed requests that the shoppers did not see, because the balancer sent them again. */
function hiddenBy({ balancer, ...first }: Evidence): VerdictOptions['hidden'] {
  const timelines = [first, ...(first.laterRepeats ?? [])].map(({ timeline }) => timeline)
  const kills = timelines.flat().filter(({ kind }) => kind === 'kill').length
  return balancer && kills > 0 ? { repeats: balancer.repeats, kills } : undefined
}

/**
 * Field by field, so that compare.json has one order of fields and nothing else. Counts are sums over the repeats,
 * times the median of them.
 */
function resultOf(runs: readonly FleetRun[]): FleetResult {
  const all = (field: Exclude<keyof FleetContinuity, 'anomalies' | 'anomalyCounts' | 'losses'>) =>
    sumOf(runs, ({ continuity }) => continuity[field])
  const traffics = runs.map(({ traffic }) => traffic)
  return {
    shoppers: all('shoppers'),
    cartsChecked: all('cartsChecked'),
    cartsLost: all('cartsLost'),
    cartsMixed: all('cartsMixed'),
    loginsLost: all('loginsLost'),
    picturesLost: all('picturesLost'),
    ordersPlaced: all('ordersPlaced'),
    ordersDuplicated: all('ordersDuplicated'),
    unitsOversold: all('unitsOversold'),
    requests: sumOf(runs, ({ traffic }) => traffic.requests),
    requestsFailed: sumOf(runs, ({ traffic }) => traffic.requestsFailed),
    p50Ms: middleOf(traffics, 'p50Ms'),
    p95Ms: middleOf(traffics, 'p95Ms'),
    p99Ms: middleOf(traffics, 'p99Ms'),
  }
}

const sumOf = (runs: readonly FleetRun[], count: (run: FleetRun) => number) =>
  runs.reduce((sum, run) => sum + count(run), 0)

/** Examples of the first run: what a shopper went through there does not get clearer by more of it. */
function detailsOf(run: FleetRun | undefined): FleetDetails {
  if (!run) throw new Error('A fleet that never ran cannot be compared')
  const { timeline = [], continuity } = run
  return { timeline, anomalies: continuity.anomalies, anomalyCounts: continuity.anomalyCounts }
}
