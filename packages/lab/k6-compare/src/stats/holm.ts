/** Holm's rule: of many tests together, a false alarm stays as rare as of one. */

/**
 * Adjusted p, in the order given: the smallest counts as many times as there are tests, the next one once less, and so
 * on. An adjusted p of at most alpha is significant among all of them.
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((_, index) => index).sort((x, y) => (ps[x] ?? 1) - (ps[y] ?? 1))
  const adjusted: number[] = []
  let highest = 0
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (ps[index] ?? 1) * (ps.length - rank)))
    adjusted[index] = highest
  }
  return adjusted
}
