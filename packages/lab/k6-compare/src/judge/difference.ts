import type { Measure } from '../measure.ts'

/**
 * `worse` and `better`: more than chance, and large enough to matter. `same`: no change that matters. `cannot tell`: it
 * looks like a change, and so few repeats cannot show it. `changed`: nobody said which way is good. `only in a`, `only in
 * b`: there is nothing to compare it with.
 */
export type Judgement = 'worse' | 'better' | 'same' | 'cannot tell' | 'changed' | 'only in a' | 'only in b'

export interface Difference {
  readonly series: string
  readonly measure: string
  readonly unit: Measure['unit']
  readonly isPrimary: boolean
  /** Must not happen at all, so it is shown also where it did not. */
  readonly isForbidden?: boolean
  /** Medians over the repeats; of shares the rate over all of them. `null` on the side that has none. */
  readonly a: number | null
  readonly b: number | null
  readonly repeatsA: number
  readonly repeatsB: number
  /** From a to b; `null` when a is 0 or one side has none. */
  readonly changePercent: number | null
  /** Two-sided, adjusted by Holm's rule; `null` where nothing was tested. */
  readonly p: number | null
  readonly test: 'repeats' | 'counts' | 'none'
  readonly judgement: Judgement
  /** In words, where the judgement needs them. */
  readonly because?: string
  /** How many repeats of each would tell. */
  readonly repeatsWanted?: number
  /** a has it and b should have it, too, so that "not worse" cannot be said. */
  readonly isMissing?: boolean
  /** In the wrong direction, by however little. */
  readonly leansWorse: boolean
  /** Every repeat of one side is above every repeat of the other. */
  readonly isApart: boolean
}
