/** Times of one route apart: in calm seconds, and around what was done to the fleet. */
import type { TimelineEvent } from './evidence.ts'
import { type Percentiles, percentilesOf } from './percentile.ts'

/** Epoch milliseconds. */
export interface Window {
  readonly fromMs: number
  readonly toMs: number
}

export interface CalmTimes {
  readonly calm: Percentiles
  readonly disturbed: Percentiles
}

/** What was in flight when an instance was killed, and what came before the crowd was spread anew. */
const before = 0.5
const after = 2

/** Around each kill, until the balancer knew, and each restart. */
export function disturbances(
  timeline: readonly TimelineEvent[] = [],
  startsAtMs: number | undefined,
): readonly Window[] {
  if (startsAtMs === undefined) return []
  return timeline
    .filter(({ kind }) => kind === 'kill' || kind === 'restart')
    .map(({ atSeconds, untilSeconds, healthCheckSeconds = 0 }) => ({
      fromMs: startsAtMs + (atSeconds - before) * 1000,
      toMs: startsAtMs + (Math.max(untilSeconds ?? 0, atSeconds + healthCheckSeconds) + after) * 1000,
    }))
}

/** Sorts the times of good requests by when they ended. */
export function tallyCalm(windows: readonly Window[]) {
  const byName = new Map<string, { readonly calm: number[]; readonly disturbed: number[] }>()
  return { add, of }

  function add(name: string, { endedAtMs, tookMs }: { readonly endedAtMs: number; readonly tookMs: number }) {
    const times = byName.get(name) ?? { calm: [], disturbed: [] }
    byName.set(name, times)
    const isDisturbed = windows.some(({ fromMs, toMs }) => endedAtMs >= fromMs && endedAtMs <= toMs)
    times[isDisturbed ? 'disturbed' : 'calm'].push(tookMs)
  }

  /** Nothing where nothing was done to the fleet: then all of it was calm. */
  function of(name: string): Partial<CalmTimes> {
    const times = byName.get(name)
    if (!times || windows.length === 0) return {}
    return { calm: percentilesOf(times.calm), disturbed: percentilesOf(times.disturbed) }
  }
}
