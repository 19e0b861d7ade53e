/** What stands behind the figures of one fleet: everything the page shows beside the table. All of it is optional. */
import type { RepeatedEndpoint } from './endpoints.ts'
import type { Failure, MeasuredTraffic, SecondTraffic, Traffic } from './k6-points.ts'
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
  /** Milliseconds in which the instances waited for its answers, where that was counted. */
  readonly waitedMs?: number
}

/** How busy the whole machine was, as a share of all its cores. */
export interface MachineLoad {
  /** Just before, when nothing of ours ran but the stores: what other programs took. */
  readonly busyBefore: number
  readonly busyDuring: number
  /** Of the last minute, just before; the run before this one is still in it. */
  readonly loadAverage: number
  readonly cores: number
}

export interface CartsChecked {
  readonly cartsChecked: number
  readonly cartsLost: number
}

/** The figures of one repeat. */
export interface RepeatFigures extends Traffic {
  readonly cartsLost: number
  /** Its place in the run: 1 came first. */
  readonly turn?: number
  readonly machine?: MachineLoad
}

/** What happened second by second in one repeat. */
export interface RepeatSeconds {
  readonly timeline: readonly TimelineEvent[]
  /** Second 0 is when the first shopper came. */
  readonly seconds: readonly SecondTraffic[]
}

/** Timeline, seconds and instances are of the first repeat; counts are sums over all. */
export interface Evidence extends RepeatSeconds {
  readonly repeats: readonly RepeatFigures[]
  readonly laterRepeats?: readonly RepeatSeconds[]
  readonly endpoints: readonly RepeatedEndpoint[]
  /** Failed logins and sign-ups that were in flight on an instance when it was killed: nothing may repeat those. */
  readonly requestsExcused?: number
  readonly cartsByDevices?: { readonly oneDevice: CartsChecked; readonly severalDevices: CartsChecked }
  /** Why requests failed, most frequent first. */
  readonly failures?: readonly Failure[]
  readonly droppedIterations?: number
  readonly bytesReceived?: number
  /** Milliseconds of all requests that did their work, together. */
  readonly requestsTookMs?: number
  readonly balancer?: BalancerCounters
  readonly instances: readonly ProcessUsage[]
  /** Of the repeat in which it was busiest. */
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
  readonly turn?: number
  readonly machine?: MachineLoad
  readonly cartsByDevices?: Evidence['cartsByDevices']
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
