/** What stands behind the figures of one fleet: everything the page shows beside the table. All of it is optional. */
import type { EndpointTraffic, MeasuredTraffic, SecondTraffic, Traffic } from './k6-points.ts'
import { median } from './percentile.ts'

/** Something that was done to a fleet. */
export interface TimelineEvent {
  /** Seconds since the first shopper came. */
  readonly atSeconds: number
  readonly what: string
  readonly kind?: 'kill' | 'ready' | 'restart'
  /** Of a kill: when the balancer had found out. Of a restart: when it was done. */
  readonly untilSeconds?: number
  /** Of a kill: how long health checks alone need at most. */
  readonly healthCheckSeconds?: number
}

/** Counters of the balancer. */
export interface BalancerCounters {
  /** Sent to targets, repeats included. */
  readonly requests: number
  readonly repeats: number
  readonly repeatsThatHelped: number
  /** Repeats not made because too many were under way. */
  readonly repeatsRefused: number
}

/** What one process used while it lived. */
export interface ProcessUsage {
  readonly id: string
  readonly peakMemoryMiB: number
  /** 1 is one core, busy all the time. */
  readonly cpuShare: number
  readonly peakCpuShare: number
}

/** What the stores behind a fleet did. */
export interface StoreUse {
  readonly name: string
  readonly reads: number
  readonly writes: number
}

/** The figures of one repeat. */
export interface RepeatFigures extends Traffic {
  readonly cartsLost: number
}

export interface Evidence {
  readonly repeats: readonly RepeatFigures[]
  /** Of the first repeat, as are all that follow. */
  readonly timeline: readonly TimelineEvent[]
  readonly endpoints: readonly EndpointTraffic[]
  /** Second 0 is when the first shopper came. */
  readonly seconds: readonly SecondTraffic[]
  readonly droppedIterations?: number
  readonly bytesReceived?: number
  readonly balancer?: BalancerCounters
  readonly instances: readonly ProcessUsage[]
  readonly generator?: ProcessUsage
  readonly stores: readonly StoreUse[]
  /** Where the raw results lie, relative to the page. */
  readonly rawFiles: readonly string[]
}

/** What a run may bring along beside its traffic. */
export interface RunEvidence {
  readonly traffic: Traffic | MeasuredTraffic
  readonly timeline?: readonly TimelineEvent[]
  /** Epoch milliseconds when the first shopper came. */
  readonly startsAtMs?: number
  readonly balancer?: BalancerCounters
  readonly instances?: readonly ProcessUsage[]
  readonly generator?: ProcessUsage
  readonly stores?: readonly StoreUse[]
  readonly rawFiles?: readonly string[]
}

/** The evidence of a fleet from its repeats. Pure. */
export function evidenceOf(runs: readonly (RunEvidence & { readonly cartsLost: number })[]): Evidence {
  const [first] = runs
  if (!first) throw new Error('A fleet that never ran has no evidence')
  const traffic = 'seconds' in first.traffic ? first.traffic : undefined
  return {
    repeats: runs.map(({ traffic: { requests, requestsFailed, p50Ms, p95Ms, p99Ms }, cartsLost }) => ({
      ...{ requests, requestsFailed, p50Ms, p95Ms, p99Ms, cartsLost },
    })),
    timeline: first.timeline ?? [],
    endpoints: traffic?.endpoints ?? [],
    seconds: traffic ? secondsSince(first.startsAtMs ?? traffic.firstAtMs, traffic) : [],
    ...(traffic && { droppedIterations: traffic.droppedIterations, bytesReceived: traffic.bytesReceived }),
    ...(first.balancer && { balancer: first.balancer }),
    instances: first.instances ?? [],
    ...(first.generator && { generator: first.generator }),
    stores: first.stores ?? [],
    rawFiles: runs.flatMap(({ rawFiles = [] }) => rawFiles),
  }
}

function secondsSince(startsAtMs: number, { firstAtMs, seconds }: MeasuredTraffic): readonly SecondTraffic[] {
  const offset = Math.round((startsAtMs - firstAtMs) / 1000)
  return seconds
    .map((each) => ({ ...each, second: each.second - offset }))
    .filter(({ second }) => second >= 0) // before the first shopper the script asks what there is to buy
}

/** Lowest and highest of a figure over the repeats; `undefined` with fewer than two that have it. */
export function spreadOf(
  { repeats }: Evidence,
  field: 'p50Ms' | 'p95Ms' | 'p99Ms',
): readonly [number, number] | undefined {
  const values = repeats.map((repeat) => repeat[field]).filter((value) => value !== null)
  return values.length < 2 ? undefined : [Math.min(...values), Math.max(...values)]
}

/** One figure for all repeats. */
export const middleOf = (repeats: readonly Traffic[], field: 'p50Ms' | 'p95Ms' | 'p99Ms'): number | null => {
  const middle = median(repeats.map((repeat) => repeat[field]))
  return middle === null ? null : Math.round(middle * 10) / 10
}
