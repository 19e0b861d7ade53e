/** The shape of compare.json; `compare.schema.json` describes it for others. */
import type { CostCard } from './cost/cost.ts'
import type { Evidence } from './evidence.ts'
import type { FleetDifference, NotComparable } from './fleet-differences.ts'
import type { Plan } from './plan.ts'
import type { Shopping } from './shopping.ts'
import type { Validity } from './validity.ts'

/** The contestants in the order of the columns: the way there is the story. */
export const fleetIds = ['stateful-round-robin', 'stateful-sticky', 'stateless'] as const

export type FleetId = (typeof fleetIds)[number]

export const fleetTitles: Readonly<Record<FleetId, string>> = {
  'stateful-round-robin': 'Stateful, round robin',
  'stateful-sticky': 'Stateful, sticky sessions',
  stateless: 'Stateless, round robin',
}

/** Where the words around say that fleets are meant. */
export const shortFleetTitles: Readonly<Record<FleetId, string>> = {
  'stateful-round-robin': 'round robin',
  'stateful-sticky': 'sticky',
  stateless: 'stateless',
}

/** Something of each fleet that ran: a run may be of fewer than three. */
export type ByFleet<T> = Readonly<Partial<Record<FleetId, T>>>

/** In the order of the columns. */
export const fleetEntries = <T>(byFleet: ByFleet<T>): readonly (readonly [FleetId, T])[] =>
  fleetIds.flatMap((id) => {
    const value = byFleet[id]
    return value === undefined ? [] : [[id, value] as const]
  })

export const mapFleets = <T, U>(byFleet: ByFleet<T>, map: (value: T, id: FleetId) => U): ByFleet<U> =>
  Object.fromEntries(fleetEntries(byFleet).map(([id, value]) => [id, map(value, id)]))

/** The columns of a table. */
export const fleetsOf = (byFleet: ByFleet<unknown>): readonly FleetId[] =>
  fleetEntries(byFleet).map(([id]) => id)

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

export type FleetResults = ByFleet<FleetResult>

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
  readonly evidence?: ByFleet<Evidence>
  readonly cost?: CostCard
  /** How the run was meant to be; `pnpm evaluate` writes it down. */
  readonly plan?: Plan
  /** Stateless against each stateful fleet, endpoint by endpoint, where there were repeats. */
  readonly differences?: readonly FleetDifference[]
  /** Endpoints that say nothing side by side, and why. */
  readonly notComparable?: readonly NotComparable[]
  /** Orders completed, and every loss with how often it could have been seen. */
  readonly shopping?: ByFleet<Shopping>
}
