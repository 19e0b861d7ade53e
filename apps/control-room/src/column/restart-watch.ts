import type { Totals } from '../snapshot.ts'

interface RestartWatchOptions {
  readonly totals: () => Totals
  readonly now?: () => number
  /** Milliseconds to go on watching after a restart: a loss is seen only when a shopper asks again. */
  readonly settleMs?: number
}

export interface RestartCost {
  readonly errors: number
  /** Logins and carts. */
  readonly losses: number
}

/** What shoppers lost during the last rolling restart and shortly after it. */
export function createRestartWatch({ totals, now = Date.now, settleMs = 8000 }: RestartWatchOptions) {
  let before: Totals | undefined
  let endsAt: number | undefined
  let cost: RestartCost | undefined
  return { begin, tick, cost: () => cost, reset }

  function begin(restart: Promise<unknown>) {
    before = totals()
    endsAt = undefined
    cost = undefined
    const settle = () => {
      endsAt = now() + settleMs
    }
    restart.then(settle, settle)
  }

  function tick() {
    if (!before) return
    const after = totals()
    const losses = after.cartsLost - before.cartsLost + after.loginsLost - before.loginsLost
    const seen = { errors: after.errors - before.errors, losses }
    // Something lost counts at once; that nothing was lost is known at the end.
    if (seen.errors + losses > 0 || isOver()) cost = seen
    if (isOver()) before = undefined
  }

  function isOver() {
    return endsAt !== undefined && now() >= endsAt
  }

  function reset() {
    before = undefined
    cost = undefined
  }
}
