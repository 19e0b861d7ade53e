/** Runs that never were, to count how often the comparison is wrong and how often it sees what is there. */
import { compareSeries } from '../judge/compare-series.ts'
import { type Measure, milliseconds, type Series, share } from '../measure.ts'

export interface Simulation {
  readonly repeats: number
  /** Times of b are this many times those of a. */
  readonly factor?: number
  /** How much one run differs from the next of the same: the standard deviation of the logarithm. */
  readonly spread?: number
  /** So many milliseconds more at one endpoint of b. */
  readonly slowed?: { readonly endpoint: string; readonly byMs: number }
  readonly random: () => number
}

const endpoints = 13

/** Two folders of repeats: 42 times, and failures and checks that are as frequent in both. */
export function simulated({ repeats, factor = 1, spread = 0.1, slowed, random }: Simulation) {
  const series = (times: number, isB = false): readonly Series[] => [
    {
      name: '',
      repeats: Array.from({ length: repeats }, (_, index) => ({
        file: String(index),
        measures: measures(times, isB),
      })),
    },
  ]
  return { a: series(1), b: series(factor, true) }

  /** A slow run is slow at every endpoint, and each endpoint has luck of its own. */
  function measures(times: number, isB: boolean) {
    const run = normal(random) * spread
    const found: Record<string, Measure> = {}
    const all = ['', ...Array.from({ length: endpoints }, (_, index) => ` of GET /${index}`)]
    const extra = (name: string) => (isB && name === ` of ${slowed?.endpoint}` ? (slowed?.byMs ?? 0) : 0)
    for (const name of all)
      for (const [percentile, base] of [
        ['p50', 20],
        ['p95', 60],
        ['p99', 120],
      ] as const)
        found[`${percentile}${name}`] = milliseconds(
          base *
            times *
            Math.exp(run * 0.7 + normal(random) * spread * 0.7 * (percentile === 'p99' ? 2 : 1)) +
            extra(name),
        )
    found['failed requests'] = share(binomial(2000, 0.002, random), 2000)
    found['failed checks'] = share(binomial(500, 0.01, random), 500)
    return found
  }
}

/** Shares of the comparisons that say "worse", and "cannot tell", at all or of the p95. */
export function outcomes(times: number, simulation: Simulation) {
  const counts = { worse: 0, p95Worse: 0 }
  for (let round = 0; round < times; round++) {
    const { a, b } = simulated(simulation)
    const worse = compareSeries(a, b).filter(({ judgement }) => judgement === 'worse')
    if (worse.length > 0) counts.worse += 1
    if (worse.some(({ measure }) => measure === 'p95')) counts.p95Worse += 1
  }
  return { worse: counts.worse / times, p95Worse: counts.p95Worse / times }
}

/** mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Box and Muller. */
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

function binomial(size: number, p: number, random: () => number): number {
  let hits = 0
  for (let index = 0; index < size; index++) if (random() < p) hits += 1
  return hits
}
