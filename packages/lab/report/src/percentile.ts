export interface Percentiles {
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly p99Ms: number | null
}

/** The three that are shown, in milliseconds rounded to 0.1; `null` of nothing. */
export function percentilesOf(durations: readonly number[]): Percentiles {
  const sorted = Float64Array.from(durations).sort()
  return { p50Ms: percentile(sorted, 50), p95Ms: percentile(sorted, 95), p99Ms: percentile(sorted, 99) }
}

/** Nearest rank: the smallest value that at least `percent` of all values do not exceed. No interpolation. */
export function percentile(sorted: Float64Array, percent: number): number | null {
  const value = sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)]
  return value === undefined ? null : Math.round(value * 10) / 10
}

/** The middle of what is not `null`, or the mean of the two in the middle; `null` of nothing. */
export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
