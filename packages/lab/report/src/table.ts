/** The rows of the comparison, told once for page, Markdown and terminal. */
import {
  type CompareJson,
  type FleetId,
  type FleetResult,
  type FleetResults,
  fleetEntries,
} from './compare.ts'
import { type CartsChecked, spreadOf } from './evidence.ts'

export interface Cell {
  readonly text: string
  /** `undefined` where a figure is neither good nor bad. */
  readonly isGood?: boolean
  /** Lowest to highest over the repeats. */
  readonly spread?: string
}

export interface Row {
  readonly label: string
  /** One a fleet, in the order of the columns. */
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
export const lossRows = (fleets: FleetResults, evidence?: CompareJson['evidence']) =>
  rowsOf(losses, fleets, (fleet, field, id) => {
    const excused = field === 'requestsFailed' ? (evidence?.[id]?.requestsExcused ?? 0) : 0
    const count = Number(fleet[field])
    if (count > 0 && count === excused) return { text: `${count}, not repeatable` }
    return { text: String(count), isGood: count !== 0 ? false : fleet.cartsChecked > 0 ? true : undefined }
  })

/** The same losses by what the shoppers did; no row where nobody of a kind came. */
export function cartsByDevicesRows(evidence: CompareJson['evidence']): readonly Row[] {
  const kinds = [
    ['oneDevice', '… of those who kept to one device'],
    ['severalDevices', '… of those who changed the device'],
  ] as const
  return kinds.flatMap(([kind, label]) => {
    const cells = fleetEntries(evidence ?? {}).map(([, { cartsByDevices }]) => cartsByDevices?.[kind])
    if (cells.every((cell) => !cell?.cartsChecked)) return []
    return [{ label, cells: cells.map(shareCell) }]
  })
}

function shareCell(carts: CartsChecked | undefined): Cell {
  if (!carts || carts.cartsChecked === 0) return { text: '–' }
  return { text: `${carts.cartsLost} of ${carts.cartsChecked}`, isGood: carts.cartsLost === 0 }
}

export const latencyRows = (fleets: FleetResults, evidence?: CompareJson['evidence']): readonly Row[] =>
  latencies.map(([field, label]) => ({
    label,
    cells: fleetEntries(fleets).map(([id, fleet]) => ({
      text: milliseconds(fleet[field]),
      ...spreadCell(id, field, evidence),
    })),
  }))

function spreadCell(id: FleetId, field: 'p50Ms' | 'p95Ms' | 'p99Ms', evidence: CompareJson['evidence']) {
  const own = evidence?.[id]
  const spread = own && spreadOf(own, field)
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
  cellOf: (fleet: FleetResult, field: Field, id: FleetId) => Cell,
): readonly Row[] =>
  fields.map(([field, label]) => ({
    label,
    cells: fleetEntries(fleets).map(([id, fleet]) => cellOf(fleet, field, id)),
  }))
