/** A test of significance that assumes nothing of how times are spread: they are skewed, and repeats are few. */

export interface RankTest {
  /** How many of all pairs (a, b) have a > b; a tie counts half. */
  readonly u: number
  /** Two-sided: how often two samples of one source would differ this much. */
  readonly p: number
  readonly method: 'exact' | 'normal'
}

/** Above this many ways to deal the values out, the normal approximation is good and counting would take long. */
const defaultMaxSplits = 200_000

/**
 * Mann and Whitney's U of two samples, in any unit. Exact by counting all splits of the pooled ranks, so ties need no
 * correction; for large samples the normal approximation with corrections for ties and continuity. Throws when a
 * sample is empty.
 */
export function mannWhitney(
  a: readonly number[],
  b: readonly number[],
  { maxSplits = defaultMaxSplits }: { readonly maxSplits?: number } = {},
): RankTest {
  if (a.length === 0 || b.length === 0) throw new Error('A test needs at least one value on each side')
  const ranks = ranksOf([...a, ...b])
  const u = sum(ranks.slice(0, a.length)) - (a.length * (a.length + 1)) / 2
  if (binomial(a.length + b.length, a.length) <= maxSplits)
    return { u, p: exactP(ranks, a.length), method: 'exact' }
  return { u, p: normalP(ranks, { u, sizes: [a.length, b.length] }), method: 'normal' }
}

/** The smallest p that samples of these sizes can have: 0.1 for three and three, so they can never show 0.05. */
export const smallestP = (sizeA: number, sizeB: number): number =>
  Math.min(1, 2 / binomial(sizeA + sizeB, sizeA))

/** Share of all splits whose rank sum is at least as far from the middle as the one that was seen. */
function exactP(ranks: readonly number[], size: number): number {
  const middle = (size * (ranks.length + 1)) / 2
  const seen = Math.abs(sum(ranks.slice(0, size)) - middle)
  let [extreme, all] = [0, 0]
  const choose = (from: number, left: number, total: number) => {
    if (left === 0) {
      all += 1
      if (Math.abs(total - middle) >= seen - 1e-9) extreme += 1
      return
    }
    for (let index = from; index <= ranks.length - left; index++)
      choose(index + 1, left - 1, total + (ranks[index] ?? 0))
  }
  choose(0, size, 0)
  return extreme / all
}

function normalP(ranks: readonly number[], { u, sizes: [n, m] }: { u: number; sizes: [number, number] }) {
  const size = n + m
  const counts = Map.groupBy(ranks, (rank) => rank)
  const ties = sum([...counts.values()].map(({ length }) => length ** 3 - length))
  const deviation = Math.sqrt(((n * m) / 12) * (size + 1 - ties / (size * (size - 1))))
  if (deviation === 0) return 1
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5)
  return Math.min(1, 2 * upperTail(distance / deviation))
}

/** Equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((x, y) => x - y)
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1)
}

/** Standard normal, by Abramowitz and Stegun 7.1.26; off by at most 1.5e-7. */
function upperTail(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]
  const polynomial = series.reduceRight((rest, factor) => t * (factor + rest), 0)
  return (polynomial * Math.exp(-x * x)) / 2
}

function binomial(n: number, k: number): number {
  let result = 1
  for (let index = 1; index <= k; index++) result = (result * (n - k + index)) / index
  return result
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
