import type { EndpointTraffic, MeasuredTraffic } from './k6-points.ts'
import { median, type Percentiles } from './percentile.ts'

/** One endpoint over all repeats: counts are sums, times medians. */
export interface RepeatedEndpoint extends EndpointTraffic {
  /** Lowest and highest p95 of the repeats, where there were several. */
  readonly p95Spread?: readonly [number, number]
  /** p95 of each repeat, where there were several. */
  readonly p95Repeats?: readonly (number | null)[]
}

/** Busiest first. */
export function endpointsOf(repeats: readonly MeasuredTraffic[]): readonly RepeatedEndpoint[] {
  const byName = Map.groupBy(
    repeats.flatMap(({ endpoints }) => endpoints),
    ({ name }) => name,
  )
  return [...byName].map(([name, found]) => merged(name, found)).sort((a, b) => b.requests - a.requests)
}

function merged(name: string, found: readonly EndpointTraffic[]): RepeatedEndpoint {
  const count = (field: 'requests' | 'requestsFailed' | 'requestsRefused') =>
    found.reduce((sum, each) => sum + (each[field] ?? 0), 0)
  const refused = count('requestsRefused')
  const middle = (field: 'p50Ms' | 'p95Ms' | 'p99Ms') => rounded(median(found.map((each) => each[field])))
  const part = (field: 'calm' | 'disturbed') => {
    const times = found.flatMap((each) => each[field] ?? [])
    const of = (percentile: keyof Percentiles) => rounded(median(times.map((each) => each[percentile])))
    return times.length === 0
      ? {}
      : { [field]: { p50Ms: of('p50Ms'), p95Ms: of('p95Ms'), p99Ms: of('p99Ms') } }
  }
  const slow = found.flatMap(({ p95Ms }) => p95Ms ?? [])
  return {
    ...{ name, requests: count('requests'), requestsFailed: count('requestsFailed') },
    ...{ p50Ms: middle('p50Ms'), p95Ms: middle('p95Ms'), p99Ms: middle('p99Ms') },
    ...{ ...part('calm'), ...part('disturbed') },
    ...(refused > 0 && { requestsRefused: refused }),
    ...(found.length > 1 && { p95Repeats: found.map(({ p95Ms }) => p95Ms) }),
    ...(slow.length > 1 && { p95Spread: [Math.min(...slow), Math.max(...slow)] as const }),
  }
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)
