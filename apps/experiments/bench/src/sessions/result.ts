import { availableParallelism, cpus, loadavg } from 'node:os'
import { median, type Ratio, ratioOf } from '../ratios.ts'
import { type Cost, costsOf, type Prices } from './cost.ts'
import type { Loss } from './loss.ts'
import { type Cell, type Operation, operations, type Rounds } from './measure.ts'
import type { StoreName, StoreUnderTest } from './stores.ts'

/** Median over the rounds, and the two ends. */
export type Spread = Omit<Ratio, 'unit'>

export interface StoreResult {
  readonly label: string
  readonly measuredOn: string
  readonly operations: Readonly<Record<Operation, Readonly<Record<keyof Cell, Spread>>>>
  /** This store ÷ the base, round by round: above 1 is slower for latency, faster for throughput. */
  readonly ratios: Readonly<Record<Operation, { readonly latency: Ratio; readonly throughput: Ratio }>>
  /** Absent when it was not asked for. */
  readonly loss?: Loss | undefined
}

export interface SessionsResult {
  readonly schema: 1
  readonly environment: Readonly<Record<string, string | number>>
  /** What the ratios are divided by. */
  readonly base: StoreName
  readonly stores: Readonly<Partial<Record<StoreName, StoreResult>>>
  readonly prices: Pick<Prices, 'asOf' | 'region' | 'currency' | 'warning' | 'check' | 'workload'>
  readonly costs: readonly Cost[]
  /** Reasons why the figures should not be relied on; empty for a good run. */
  readonly doubts: readonly string[]
}

interface Measured {
  readonly stores: readonly StoreUnderTest[]
  readonly rounds: Rounds
  readonly losses: ReadonlyMap<StoreName, Loss>
  readonly prices: Prices
  readonly settings: Readonly<Record<string, number>>
}

/** The result of a run; the first store is what the others are compared with. */
export function resultOf({ stores, rounds, losses, prices, settings }: Measured): SessionsResult {
  const base = stores[0]?.name as StoreName
  const { asOf, region, currency, warning, check, workload } = prices
  const cells = (name: StoreName, operation: Operation) => rounds.get(name)?.[operation] ?? []
  const results = stores.map(({ name, label, measuredOn }) => [
    name,
    {
      label,
      measuredOn,
      operations: perOperation((operation) => spreads(cells(name, operation))),
      ratios: perOperation((operation) => ratios(cells(name, operation), cells(base, operation))),
      loss: losses.get(name),
    } satisfies StoreResult,
  ])
  return {
    schema: 1,
    environment: { ...environment(), ...settings },
    base,
    stores: Object.fromEntries(results),
    prices: { asOf, region, currency, warning, check, workload },
    costs: costsOf(prices),
    doubts: doubts(),
  }
}

const perOperation = <T>(make: (operation: Operation) => T) =>
  Object.fromEntries(operations.map((operation) => [operation, make(operation)])) as Record<Operation, T>

function spreads(cells: readonly Cell[]) {
  const of = (figure: keyof Cell) => spreadOf(cells.map((cell) => cell[figure]))
  return { p50Ms: of('p50Ms'), p99Ms: of('p99Ms'), perSecond: of('perSecond') }
}

const spreadOf = (values: readonly number[]): Spread => ({
  value: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
})

function ratios(own: readonly Cell[], base: readonly Cell[]) {
  const of = (figure: keyof Cell) =>
    ratioOf(
      own.map((cell) => cell[figure]),
      base.map((cell) => cell[figure]),
    )
  return { latency: of('p50Ms'), throughput: of('perSecond') }
}

const environment = () => ({
  date: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
})

function doubts() {
  const load = loadavg()[0] ?? 0
  return load > availableParallelism() + 1 ? ['the machine had other work'] : []
}
