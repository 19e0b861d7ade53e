/** The rows of the comparison, told once for page, Markdown and terminal. */
import { type Loss, lossNames } from '@unsticky/continuity'
import {
  type CompareJson,
  type FleetId,
  type FleetResult,
  type FleetResults,
  fleetEntries,
} from './compare.ts'
import { type CartsChecked, spreadOf } from './evidence.ts'
import { completedInWords, type Shopping } from './shopping.ts'

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

const latencies: readonly (readonly ['p50Ms' | 'p95Ms' | 'p99Ms', string])[] = [
  ['p50Ms', 'p50'],
  ['p95Ms', 'p95'],
  ['p99Ms', 'p99'],
]

/** Orders completed lead: they are what a shop is for. */
export const factRows = ({
  fleets,
  shopping = {},
}: Pick<CompareJson, 'fleets' | 'shopping'>): readonly Row[] => [
  {
    label: 'Orders completed',
    cells: fleetEntries(fleets).map(([id]) => completedCell(shopping[id])),
  },
  ...facts.map(([field, label]) => ({
    label,
    cells: fleetEntries(fleets).map(([, fleet]) => ({ text: String(fleet[field]) })),
  })),
]

function completedCell(shopping: Shopping | undefined): Cell {
  if (!shopping || shopping.buyers === 0) return { text: '–' }
  return { text: completedInWords(shopping), isGood: shopping.ordersCompleted === shopping.buyers }
}

/** One row for each thing that any checker looks for, and the failed requests. */
export function lossRows({
  fleets,
  shopping = {},
  evidence,
}: Pick<CompareJson, 'fleets' | 'shopping' | 'evidence'>): readonly Row[] {
  const names = lossNames.filter((name) =>
    fleetEntries(shopping).some(([, { losses }]) => losses.some(({ what }) => what === name)),
  )
  const cells = (cellOf: (fleet: FleetResult, id: FleetId) => Cell) =>
    fleetEntries(fleets).map(([id, fleet]) => cellOf(fleet, id))
  return [
    ...names.map((name) => ({
      label: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      cells: cells(({ shoppers }, id) =>
        shoppers === 0 ? unseen : lossCell(shopping[id]?.losses.find(({ what }) => what === name)),
      ),
    })),
    {
      label: 'Requests failed',
      cells: cells(({ requests, requestsFailed }, id) => {
        const excused = evidence?.[id]?.requestsExcused ?? 0
        if (requestsFailed > 0 && requestsFailed === excused)
          return { text: `${requestsFailed}, not repeatable` }
        return stateCell(requestsFailed, requests)
      }),
    },
  ]
}

const unseen: Cell = { text: '–' }

const lossCell = (loss: Loss | undefined) => stateCell(loss?.count ?? 0, loss?.looked ?? 0)

/** Seen and fine, seen and broken, or not seen: a zero of nothing is no good news. */
const stateCell = (count: number, looked: number): Cell =>
  count > 0 ? { text: String(count), isGood: false } : looked > 0 ? { text: '0', isGood: true } : unseen

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
