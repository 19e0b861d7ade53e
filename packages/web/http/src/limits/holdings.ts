import { TooManyAttemptsError } from '../errors.ts'

export interface Holding {
  readonly holder: string
  readonly limit: number
}

const retryAfterSeconds = 10

/** Counts what is held at the same moment on this instance, by whom: an open answer holds a socket, a timer, a subscription. */
export function createHoldings() {
  // state-audit-ignore: open connections of this instance, which end with it
  const held = new Map<string, number>()
  return { hold, countOf: (holder: string) => held.get(holder) ?? 0 }

  /** Throws `TooManyAttemptsError` when one of the holders holds its limit. Returns what lets go; calling it again does nothing. */
  function hold(holdings: readonly Holding[]): () => void {
    if (holdings.some(({ holder, limit }) => (held.get(holder) ?? 0) >= limit))
      throw new TooManyAttemptsError(retryAfterSeconds)
    for (const { holder } of holdings) held.set(holder, (held.get(holder) ?? 0) + 1)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      for (const { holder } of holdings) letGo(holder)
    }
  }

  function letGo(holder: string) {
    const count = (held.get(holder) ?? 0) - 1
    if (count > 0) held.set(holder, count)
    else held.delete(holder)
  }
}
