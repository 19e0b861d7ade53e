/** What can be compared between two runs, whoever wrote them. */

export interface Measure {
  readonly value: number
  readonly unit: 'ms' | '%' | '/s' | ''
  readonly better: 'lower' | 'higher'
}

/** The measures of one repeat, by name: "p95", "p95 of GET /api/cart", "carts lost". */
export type Measures = Readonly<Record<string, Measure>>

/** One repeat and where it was read. */
export interface Repeat {
  readonly file: string
  readonly measures: Measures
}

/** The repeats of one thing: a fleet in a result folder of ours, or everything in a folder of somebody else's. */
export interface Series {
  /** Empty when there is only one in the folder. */
  readonly name: string
  readonly repeats: readonly Repeat[]
}

export const milliseconds = (value: number): Measure => ({ value, unit: 'ms', better: 'lower' })
/** From a share of 0 to 1. */
export const percent = (share: number): Measure => ({ value: share * 100, unit: '%', better: 'lower' })
export const perSecond = (value: number): Measure => ({ value, unit: '/s', better: 'higher' })
/** Something that must not happen at all. */
export const loss = (value: number): Measure => ({ value, unit: '', better: 'lower' })

/** Without those that were not measured. */
export function measuresOf(found: Readonly<Record<string, Measure | undefined>>): Measures {
  const known = Object.entries(found).filter(
    (entry): entry is [string, Measure] => entry[1] !== undefined && Number.isFinite(entry[1].value),
  )
  return Object.fromEntries(known)
}
