import type { Point, Totals } from '../snapshot.ts'
import type { Watcher } from './device.ts'
import type { ShopperVerdict } from './verdict.ts'

export interface Tally extends Watcher {
  onShopper(): void
  onVerdict(verdict: ShopperVerdict): void
  /** Repeats that the balancer counted since the last call. */
  onBalancerRepeats(count: number): void
  /** Closes the current second. */
  tick(at: number): void
  totals(): Totals
  points(): readonly Point[]
  /** Sentences about what was lost, newest last. */
  losses(): readonly string[]
  /** What happened in the last `seconds`. */
  lately(seconds: number): Lately
  reset(): void
}

export type Lately = Pick<Totals, 'requests' | 'errors' | 'retries'> &
  Pick<Totals, 'cartsChecked' | 'cartsLost' | 'cartsMixed' | 'loginsLost'> & {
    readonly latency: number | null
  }

const zero: Totals = {
  shoppers: 0,
  cartsChecked: 0,
  cartsLost: 0,
  cartsMixed: 0,
  loginsLost: 0,
  requests: 0,
  errors: 0,
  retries: 0,
}

interface Second {
  readonly at: number
  /** At the end of the second. */
  readonly totals: Totals
  readonly latency: number | null
}

/** Counts what the shoppers of one column lived through, second by second. */
export function createTally({ keepSeconds = 120 }: { readonly keepSeconds?: number } = {}): Tally {
  let totals = zero
  let seconds: readonly Second[] = []
  let latencies: number[] = []
  let losses: readonly string[] = []
  const count = (change: Partial<Totals>) => {
    totals = Object.fromEntries(
      Object.entries(totals).map(([name, value]) => [name, value + (change[name as keyof Totals] ?? 0)]),
    ) as unknown as Totals
  }
  return {
    onAnswer,
    onOutcome,
    onRetry: () => count({ retries: 1 }),
    onShopper: () => count({ shoppers: 1 }),
    onVerdict,
    onBalancerRepeats: (retries) => count({ retries }),
    tick,
    totals: () => totals,
    points,
    losses: () => losses,
    lately,
    reset,
  }

  function onAnswer(tookMs: number) {
    count({ requests: 1 })
    latencies.push(tookMs)
  }

  /** A refusal (4xx) is an answer. */
  function onOutcome(status: number) {
    if (status === 0 || status >= 500) count({ errors: 1 })
  }

  function onVerdict({ isFirstCheck, isCartLost, isCartMixed, isLoginLost, detail }: ShopperVerdict) {
    const one = (is: boolean) => (is ? 1 : 0)
    count({
      cartsChecked: one(isFirstCheck),
      cartsLost: one(isCartLost),
      cartsMixed: one(isCartMixed),
      loginsLost: one(isLoginLost),
    })
    if (detail && (isCartLost || isCartMixed || isLoginLost)) losses = [...losses, detail].slice(-5)
  }

  function tick(at: number) {
    seconds = [...seconds, { at, totals, latency: percentile95(latencies) }].slice(-keepSeconds - 1)
    latencies = []
  }

  function points(): readonly Point[] {
    return seconds.slice(1).map(({ at, totals: end, latency }, index) => {
      const start = seconds[index]?.totals ?? zero
      const { requests, errors, retries } = difference(end, start)
      return { at, requests, errors, retries, latency, cartsLost: end.cartsLost }
    })
  }

  function lately(inSeconds: number): Lately {
    const start = seconds.at(-inSeconds - 1)?.totals ?? zero
    const measured = seconds.slice(-inSeconds).flatMap(({ latency }) => latency ?? [])
    return { ...difference(totals, start), latency: measured.length > 0 ? Math.max(...measured) : null }
  }

  function reset() {
    totals = zero
    seconds = []
    latencies = []
    losses = []
  }
}

const difference = (end: Totals, start: Totals) =>
  Object.fromEntries(
    Object.entries(end).map(([name, value]) => [name, value - start[name as keyof Totals]]),
  ) as unknown as Totals

/** Rounded milliseconds; `null` of nothing. */
export function percentile95(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] as number)
}
