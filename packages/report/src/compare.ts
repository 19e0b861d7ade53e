/** The shape of compare.json; `compare.schema.json` describes it for others. */
import type { CostCard } from './cost/cost.ts'
import type { Evidence } from './evidence.ts'
import type { Validity } from './validity.ts'

/** The contestants in the order of the columns: the way there is the story. */
export const fleetIds = ['stateful-round-robin', 'stateful-sticky', 'stateless'] as const

export type FleetId = (typeof fleetIds)[number]

export const fleetTitles: Readonly<Record<FleetId, string>> = {
  'stateful-round-robin': 'Stateful, round robin',
  'stateful-sticky': 'Stateful, sticky sessions',
  stateless: 'Stateless, round robin',
}

/** What one fleet did. Times in milliseconds, rounded to 0.1; `null` when no request succeeded. */
export interface FleetResult {
  readonly shoppers: number
  readonly cartsChecked: number
  readonly cartsLost: number
  readonly cartsMixed: number
  readonly loginsLost: number
  readonly picturesLost: number
  readonly ordersPlaced: number
  readonly ordersDuplicated: number
  readonly unitsOversold: number
  readonly requests: number
  readonly requestsFailed: number
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly p99Ms: number | null
}

export type FleetResults = Readonly<Record<FleetId, FleetResult>>

export interface Verdict {
  readonly ok: boolean
  readonly text: string
}

/** Facts about machine, versions and settings, for people who compare runs. No secrets. */
export type Environment = Readonly<Record<string, string | number | boolean>>

/** The fields up to `verdict` are schema 1 as it first was; what follows was added later and may be absent. */
export interface CompareJson {
  readonly schema: 1
  readonly environment: Environment
  readonly fleets: FleetResults
  readonly verdict: Verdict
  readonly command?: string
  readonly validity?: Validity
  readonly evidence?: Readonly<Record<FleetId, Evidence>>
  readonly cost?: CostCard
}
