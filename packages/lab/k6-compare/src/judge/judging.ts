export interface Judging {
  /** How often two runs of the same may be told apart by mistake, all measures together. */
  readonly alpha: number
  /** The smallest change that matters, in percent: with many repeats every trifle becomes significant. */
  readonly smallestChangePercent: number
  /** Times that differ by less are the same to people, and to a scheduler. */
  readonly smallestChangeMs: number
  /** And shares that differ by less, in percentage points: one request in a thousand. */
  readonly smallestChangePoints: number
  /** Measures that are tested for themselves; four fifths of alpha are theirs, the others share the rest. */
  readonly primary: readonly string[]
  /** Which way is good, where no threshold says so. */
  readonly lowerIsBetter: readonly string[]
  readonly higherIsBetter: readonly string[]
  /**
   * With too few repeats to test, a change of times by at least this, in percent, is taken as one. Not by default: how
   * much one run differs from the next one of the same, only repeats can tell.
   */
  readonly bySizePercent?: number | undefined
}

export const defaultJudging: Judging = {
  alpha: 0.05,
  smallestChangePercent: 10,
  smallestChangeMs: 1,
  smallestChangePoints: 0.1,
  primary: ['p50', 'p95', 'failed requests', 'failed checks', 'dropped iterations'],
  lowerIsBetter: [],
  higherIsBetter: [],
}

/** Of alpha. The few primary measures keep their power, whatever else a script measures. */
export const primaryPart = 0.8
