import type { Anomaly, FleetContinuity } from '@unsticky/continuity'
import { type CompareJson, type Environment, type FleetId, type FleetResult, fleetIds } from './compare.ts'
import type { Traffic } from './k6-points.ts'
import { verdict } from './verdict.ts'

/** Something that was done to a fleet. */
export interface TimelineEvent {
  /** Seconds since the first shopper came. */
  readonly atSeconds: number
  readonly what: string
}

/** Everything measured of one fleet. */
export interface FleetRun {
  readonly continuity: FleetContinuity
  readonly traffic: Traffic
  readonly timeline?: readonly TimelineEvent[]
}

export interface ComparisonInput {
  readonly fleets: Readonly<Record<FleetId, FleetRun>>
  readonly environment: Environment
  /** What to type to run it again. */
  readonly command: string
}

/** What is behind the figures; shown on the page, not part of compare.json. */
export interface FleetDetails {
  readonly timeline: readonly TimelineEvent[]
  readonly anomalies: readonly Anomaly[]
  readonly anomalyCounts: FleetContinuity['anomalyCounts']
}

export interface Comparison {
  readonly json: CompareJson
  readonly details: Readonly<Record<FleetId, FleetDetails>>
  readonly command: string
}

/** Puts the measurements of the three fleets side by side and judges them. Pure. */
export function buildComparison({ fleets, environment, command }: ComparisonInput): Comparison {
  const results = eachFleet((id) => resultOf(fleets[id]))
  const ordersLost = fleets.stateless.continuity.anomalyCounts['order-lost']
  return {
    json: { schema: 1, environment, fleets: results, verdict: verdict(results, { ordersLost }) },
    details: eachFleet((id) => detailsOf(fleets[id])),
    command,
  }
}

/** Field by field, so that compare.json has one order of fields and nothing else. */
function resultOf({ continuity, traffic }: FleetRun): FleetResult {
  return {
    shoppers: continuity.shoppers,
    cartsChecked: continuity.cartsChecked,
    cartsLost: continuity.cartsLost,
    cartsMixed: continuity.cartsMixed,
    loginsLost: continuity.loginsLost,
    picturesLost: continuity.picturesLost,
    ordersPlaced: continuity.ordersPlaced,
    ordersDuplicated: continuity.ordersDuplicated,
    unitsOversold: continuity.unitsOversold,
    requests: traffic.requests,
    requestsFailed: traffic.requestsFailed,
    p50Ms: traffic.p50Ms,
    p95Ms: traffic.p95Ms,
    p99Ms: traffic.p99Ms,
  }
}

const detailsOf = ({ continuity, timeline = [] }: FleetRun): FleetDetails => ({
  timeline,
  anomalies: continuity.anomalies,
  anomalyCounts: continuity.anomalyCounts,
})

const eachFleet = <T>(make: (id: FleetId) => T) =>
  Object.fromEntries(fleetIds.map((id) => [id, make(id)])) as Record<FleetId, T>
