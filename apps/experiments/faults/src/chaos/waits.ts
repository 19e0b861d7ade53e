import type { Waits } from './act.ts'

export interface WaitFigures {
  readonly answers: number
  /** Not answered at all, or with 5xx: the shopper was told to come again, or had to guess. */
  readonly unserved: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly worstMs: number
}

/** Collects how long shoppers waited. */
export function createWaits(): Waits & { figures(): WaitFigures } {
  const all: number[] = []
  let unserved = 0
  return { add, figures }

  function add(ms: number, status: number) {
    all.push(ms)
    if (status === 0 || status >= 500) unserved += 1
  }

  function figures() {
    const sorted = all.toSorted((a, b) => a - b)
    const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
    return { answers: all.length, unserved, medianMs: at(0.5), p99Ms: at(0.99), worstMs: at(1) }
  }
}
