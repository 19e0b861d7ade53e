/** A test of significance that assumes nothing of how times are spread: they are skewed, and repeats are few. */

export interface RankTest {
  /** How many of all pairs (a, b) have a > b; a tie counts half. */
  readonly u: number
  /** Two-sided: how often two samples of one source would differ this much. */
  readonly p: number
  readonly method: 'exact' | 'normal'
}

/** Above this many values in all, the normal approximation is good and counting would take long. */
const defaultMostExact = 60

/**
 * Mann and Whitney's U of two samples, in any unit. Exact by counting the ways to deal the pooled ranks out, so ties need
 * no correction; for large samples the normal approximation with corrections for ties and continuity. Throws when a
 * sample is empty.
 */
export function mannWhitney(
  a: readonly number[],
  b: readonly number[],
  { mostExact = defaultMostExact }: { readonly mostExact?: number } = {},
): RankTest {
  if (a.length === 0 || b.length === 0) throw new Error('A test needs at least one value on each side')
  const ranks = ranksOf([...a, ...b])
  const u = sum(ranks.slice(0, a.length)) - (a.length * (a.length + 1)) / 2
  if (ranks.length <= mostExact) return { u, p: exactP(ranks, a.length), method: 'exact' }
  return { u, p: normalP(ranks, { u, sizes: [a.length, b.length] }), method: 'normal' }
}

/** The smallest p that samples of these sizes can have: 0.1 for three and three, so they can never show 0.05. */
export const smallestP = (sizeA: number, sizeB: number): number =>
  Math.min(1, 2 / binomial(sizeA + sizeB, sizeA))

/** Share of all splits whose rank sum is at least as far from the middle as the one that was seen. */
function exactP(ranks: readonly number[], size: number): number {
  const seen = sum(ranks.slice(0, size))
  const ways = waysTo(ranks, size)
  const middle = (size * (ranks.length + 1)) / 2
  const distance = Math.abs(seen - middle) - 1e-9
  let [extreme, all] = [0, 0]
  ways.forEach((count, doubled) => {
    all += count
    if (Math.abs(doubled / 2 - middle) >= distance) extreme += count
  })
  return extreme / all
}

const known = new Map<string, Float64Array>()

/** How many choices of `size` ranks have which sum. Ties share halves, so sums are counted doubled. */
function waysTo(ranks: readonly number[], size: number): Float64Array {
  const doubled = ranks.map((rank) => Math.round(rank * 2)).sort((x, y) => x - y)
  const id = `${size}:${doubled.join()}`
  const found = known.get(id)
  if (found) return found
  const most = sum(doubled.slice(-size))
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(most + 1))
  const [none] = ways
  if (none) none[0] = 1
  for (const rank of doubled)
    for (let chosen = size; chosen >= 1; chosen--) {
      const [into, from] = [ways[chosen], ways[chosen - 1]]
      if (!into || !from) continue
      for (let total = most; total >= rank; total--)
        into[total] = (into[total] ?? 0) + (from[total - rank] ?? 0)
    }
  const result = ways[size] ?? new Float64Array(0)
  if (known.size > 200) known.clear()
  known.set(id, result)
  return result
}

function normalP(ranks: readonly number[], { u, sizes: [n, m] }: { u: number; sizes: [number, number] }) {
  const size = n + m
  const counts = new Map<number, number>()
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1)
  const ties = sum([...counts.values()].map((count) => count ** 3 - count))
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
export function upperTail(z: number): number {
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
