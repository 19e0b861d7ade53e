import { mannWhitney, smallestP } from './mann-whitney.ts'
import type { Measure, Series } from './measure.ts'

export interface JudgeDifferences {
  /** A tested difference counts from this p on. */
  readonly alpha: number
  /** And only when it is at least this large, in percent: with many repeats every trifle becomes significant. */
  readonly tolerancePercent: number
  /** With too few repeats to test, this large, in percent. */
  readonly untestedTolerancePercent: number
  /** Times that differ by less are the same to a shopper, and to a scheduler. */
  readonly minimumMs: number
}

export const defaultJudging: JudgeDifferences = {
  alpha: 0.05,
  tolerancePercent: 10,
  untestedTolerancePercent: 50,
  minimumMs: 1,
}

export interface Difference {
  readonly series: string
  readonly measure: string
  readonly unit: Measure['unit']
  /** Medians over the repeats; sums where the unit is empty, because a loss is a loss. */
  readonly a: number
  readonly b: number
  readonly repeatsA: number
  readonly repeatsB: number
  /** From a to b; `null` when a is 0. */
  readonly changePercent: number | null
  /** Two-sided p of Mann and Whitney's test; `null` with too few repeats to reach alpha at all. */
  readonly p: number | null
  readonly judgement: 'worse' | 'better' | 'same'
}

/** Compares what both have. Pure. */
export function compareSeries(
  a: readonly Series[],
  b: readonly Series[],
  judging: JudgeDifferences = defaultJudging,
): readonly Difference[] {
  return pairUp(a, b).flatMap(([left, right]) =>
    sharedMeasures(left, right).map((measure) => difference({ left, right, measure, judging })),
  )
}

/** By name; two that stand alone are compared whatever they are called. */
function pairUp(a: readonly Series[], b: readonly Series[]): readonly (readonly [Series, Series])[] {
  const [onlyA, onlyB] = [a[0], b[0]]
  if (a.length === 1 && b.length === 1 && onlyA && onlyB) return [[onlyA, onlyB]]
  return a.flatMap((left) => {
    const right = b.find(({ name }) => name === left.name)
    return right ? [[left, right] as const] : []
  })
}

const sharedMeasures = (left: Series, right: Series) =>
  [...new Set(left.repeats.flatMap(({ measures }) => Object.keys(measures)))].filter((name) =>
    right.repeats.some(({ measures }) => name in measures),
  )

interface DifferenceInput {
  readonly left: Series
  readonly right: Series
  readonly measure: string
  readonly judging: JudgeDifferences
}

function difference({ left, right, measure, judging }: DifferenceInput): Difference {
  const [valuesA, valuesB] = [valuesOf(left, measure), valuesOf(right, measure)]
  const { unit, better } = firstOf(left, measure)
  const middle = unit === '' ? sum : median
  const [a, b] = [middle(valuesA), middle(valuesB)]
  const isTestable = smallestP(valuesA.length, valuesB.length) <= judging.alpha
  const p = isTestable ? mannWhitney(valuesA, valuesB).p : null
  const isWorse = better === 'lower' ? b > a : b < a
  const counts = unit === '' ? isLoss(a, b, judging) : isLarge({ a, b, unit, p, judging })
  return {
    series: left.name,
    measure,
    unit,
    a,
    b,
    repeatsA: valuesA.length,
    repeatsB: valuesB.length,
    changePercent: a === 0 ? null : ((b - a) / a) * 100,
    p,
    judgement: counts ? (isWorse ? 'worse' : 'better') : 'same',
  }
}

/** The first loss counts at once; where there were losses before, more of them must be more than chance. */
const isLoss = (a: number, b: number, { tolerancePercent }: JudgeDifferences) =>
  Math.min(a, b) === 0 ? a !== b : (Math.abs(b - a) / a) * 100 >= tolerancePercent

interface Size {
  readonly a: number
  readonly b: number
  readonly unit: Measure['unit']
  readonly p: number | null
  readonly judging: JudgeDifferences
}

function isLarge({ a, b, unit, p, judging }: Size): boolean {
  const distance = Math.abs(b - a)
  if (p !== null && p > judging.alpha) return false
  if (unit === '%') return distance >= 0.1 // percentage points: one failed request in a thousand
  if (unit === 'ms' && distance < judging.minimumMs) return false
  const tolerance = p === null ? judging.untestedTolerancePercent : judging.tolerancePercent
  return a === 0 ? distance > 0 : (distance / a) * 100 >= tolerance
}

function firstOf({ name, repeats }: Series, measure: string): Measure {
  const found = repeats.flatMap(({ measures }) => measures[measure] ?? [])[0]
  if (!found) throw new Error(`${name} has no ${measure}`)
  return found
}

const valuesOf = ({ repeats }: Series, measure: string) =>
  repeats.flatMap(({ measures }) => measures[measure]?.value ?? [])

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y)
  const [low = 0, high = 0] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return (low + high) / 2
}
