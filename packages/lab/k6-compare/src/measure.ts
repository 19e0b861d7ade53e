/** What can be compared between two runs. */

export interface Measure {
  readonly value: number
  readonly unit: 'ms' | '%' | '/s' | ''
  /** `undefined` where nobody said which way is good: then a change is shown, and not judged. */
  readonly better?: 'lower' | 'higher' | undefined
  /** Of a share: how many of how many. A rate of 0 of 6,000 says more than one of 0 of 6. */
  readonly hits?: number
  readonly of?: number
  /** Must not happen at all, so the first one counts: a lost cart, a crossed threshold. */
  readonly isForbidden?: boolean
}

/** The measures of one repeat, by name: "p95", "p95 of GET /api/cart", "failed requests". */
export type Measures = Readonly<Record<string, Measure>>

export const milliseconds = (value: number): Measure => ({ value, unit: 'ms', better: 'lower' })

/** How many of how many, as a rate: sums over runs of different sizes would compare the sizes. */
export const share = (
  hits: number,
  of: number,
  { better = 'lower', isForbidden }: Pick<Measure, 'better' | 'isForbidden'> = {},
): Measure => ({
  value: of === 0 ? 0 : (hits / of) * 100,
  unit: '%',
  better,
  hits,
  of,
  ...(isForbidden && { isForbidden }),
})

export const perSecond = (value: number): Measure => ({ value, unit: '/s', better: 'higher' })

/** How a run came about, to warn where two differ in more than what they ran against. */
export interface Facts {
  /** Points know every request, a summary what the script asked for: what only one form tells is no change. */
  readonly form?: 'points' | 'summary' | 'machine'
  readonly requests: number
  readonly iterations: number
  readonly durationSeconds?: number
  readonly mostUsers?: number
  /** Names of endpoints, checks, scenarios and metrics of the script's own: they tell scripts apart. */
  readonly names: readonly string[]
  /** What else is known, such as cores and versions. */
  readonly environment?: Readonly<Record<string, string | number | boolean>>
}

/** One repeat and where it was read. */
export interface Repeat {
  readonly file: string
  readonly measures: Measures
  readonly facts?: Facts
  /** Measures that are not there for a reason: "p99 needs 500 good requests and has 3". */
  readonly leftOut?: Readonly<Record<string, string>>
}

/** The repeats of one thing: a fleet in a result folder, or everything in a folder. */
export interface Series {
  /** Empty when there is only one in the folder. */
  readonly name: string
  readonly repeats: readonly Repeat[]
}

/** Thrown when a path holds nothing that can be compared; the message is one line and says what would. */
export class NothingToCompareError extends Error {
  readonly code = 'K6_COMPARE_NOTHING'
}
