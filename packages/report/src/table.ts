/** The rows of the comparison, told once for page, Markdown and terminal. */
import { type CompareJson, type FleetId, type FleetResult, type FleetResults, fleetIds } from './compare.ts'
import { spreadOf } from './evidence.ts'

export interface Cell {
  readonly text: string
  /** `undefined` where a figure is neither good nor bad. */
  readonly isGood?: boolean
  /** Lowest to highest over the repeats. */
  readonly spread?: string
}

export interface Row {
  readonly label: string
  /** One a fleet, in the order of `fleetIds`. */
  readonly cells: readonly Cell[]
}

type Field = keyof FleetResult

const facts: readonly (readonly [Field, string])[] = [
  ['shoppers', 'Shoppers'],
  ['cartsChecked', 'Carts checked'],
  ['ordersPlaced', 'Orders placed'],
  ['requests', 'Requests'],
]

/** Each of these is to be 0. */
const losses: readonly (readonly [Field, string])[] = [
  ['cartsLost', 'Carts lost'],
  ['cartsMixed', 'Carts mixed'],
  ['loginsLost', 'Logins lost'],
  ['picturesLost', 'Profiles or pictures lost'],
  ['ordersDuplicated', 'Orders duplicated'],
  ['unitsOversold', 'Units oversold'],
  ['requestsFailed', 'Requests failed'],
]

const latencies: readonly (readonly ['p50Ms' | 'p95Ms' | 'p99Ms', string])[] = [
  ['p50Ms', 'p50'],
  ['p95Ms', 'p95'],
  ['p99Ms', 'p99'],
]

export const factRows = (fleets: FleetResults) =>
  rowsOf(facts, fleets, (fleet, field) => ({ text: String(fleet[field]) }))

/** A zero is good only where something was looked for. */
export const lossRows = (fleets: FleetResults) =>
  rowsOf(losses, fleets, (fleet, field) => ({
    text: String(fleet[field]),
    isGood: fleet[field] !== 0 ? false : fleet.cartsChecked > 0 ? true : undefined,
  }))

export const latencyRows = (fleets: FleetResults, evidence?: CompareJson['evidence']): readonly Row[] =>
  latencies.map(([field, label]) => ({
    label,
    cells: fleetIds.map((id) => ({
      text: milliseconds(fleets[id][field]),
      ...spreadCell(id, field, evidence),
    })),
  }))

function spreadCell(id: FleetId, field: 'p50Ms' | 'p95Ms' | 'p99Ms', evidence: CompareJson['evidence']) {
  const spread = evidence && spreadOf(evidence[id], field)
  return spread ? { spread: `${spread[0].toFixed(1)} to ${spread[1].toFixed(1)}` } : {}
}

/** "3.4 ms", or a dash where nothing was measured. */
export const milliseconds = (value: number | null): string =>
  value === null ? '–' : `${value.toFixed(1)} ms`

/** "✗ 97", "✓ 0", "3.4 ms": readable without colour. */
export const markedText = ({ text, isGood, spread }: Cell): string =>
  `${isGood === undefined ? '' : isGood ? '✓ ' : '✗ '}${text}${spread ? ` (${spread})` : ''}`

const rowsOf = (
  fields: readonly (readonly [Field, string])[],
  fleets: FleetResults,
  cellOf: (fleet: FleetResult, field: Field) => Cell,
): readonly Row[] =>
  fields.map(([field, label]) => ({ label, cells: fleetIds.map((id) => cellOf(fleets[id], field)) }))
