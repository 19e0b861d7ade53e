import { type Measure, milliseconds } from '../measure.ts'

/** Of fewer values a percentile is one of the slowest few, which is chance: five must lie beyond it. */
export const fewestValues = { p50: 10, p95: 100, p99: 500 } as const

export type PercentileName = keyof typeof fewestValues
export const percentileNames = Object.keys(fewestValues) as readonly PercentileName[]

export interface Percentiles {
  readonly measures: Readonly<Record<string, Measure>>
  readonly leftOut: Readonly<Record<string, string>>
}

/** `count` is how many values there were; `undefined` where k6 does not say. `suffix` is " of GET /cart" or empty. */
export function percentileMeasures(
  values: Readonly<Partial<Record<PercentileName, number>>>,
  { count, suffix = '', isTime = true }: { count: number | undefined; suffix?: string; isTime?: boolean },
): Percentiles {
  const measures: Record<string, Measure> = {}
  const leftOut: Record<string, string> = {}
  for (const name of percentileNames) {
    const value = values[name]
    const needed = fewestValues[name]
    if (value === undefined || !Number.isFinite(value) || count === 0) continue
    if (count !== undefined && count < needed)
      leftOut[`${name}${suffix}`] = `${name} needs ${needed} good values, and there are ${count}`
    else measures[`${name}${suffix}`] = isTime ? milliseconds(value) : { value, unit: '' }
  }
  return { measures, leftOut }
}

/** Nearest rank: the smallest value that at least `percent` of all values do not exceed. */
export function nearestRank(sorted: Float64Array, percent: number): number | undefined {
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)]
}

export function percentilesOf(values: readonly number[]): Partial<Record<PercentileName, number>> {
  const sorted = Float64Array.from(values).sort()
  return { p50: nearestRank(sorted, 50), p95: nearestRank(sorted, 95), p99: nearestRank(sorted, 99) }
}
