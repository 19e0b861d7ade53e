/** Fisher's exact test of two rates: how often would chance deal the hits out this unevenly? */

export interface Share {
  readonly hits: number
  readonly of: number
}

/** Two-sided p: all tables that are at most as likely as the one that was seen. 1 where there is nothing to deal out. */
export function fisher(a: Share, b: Share): number {
  const [hits, all] = [a.hits + b.hits, a.of + b.of]
  const [least, most] = [Math.max(0, hits - b.of), Math.min(a.of, hits)]
  if (least >= most) return 1
  const logOf = (inA: number) => logChoose(a.of, inA) + logChoose(b.of, hits - inA) - logChoose(all, hits)
  const seen = logOf(Math.round(a.hits)) + 1e-7
  let p = 0
  for (let inA = least; inA <= most; inA++) {
    const log = logOf(inA)
    if (log <= seen) p += Math.exp(log)
  }
  return Math.min(1, p)
}

const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

const table: number[] = [0, 0]

/** Exact for small numbers, Stirling's series for large ones. */
function logFactorial(n: number): number {
  if (n < 0) return Number.POSITIVE_INFINITY
  if (n > 2000) return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n)
  for (let next = table.length; next <= n; next++) table.push((table[next - 1] ?? 0) + Math.log(next))
  return table[n] ?? 0
}
