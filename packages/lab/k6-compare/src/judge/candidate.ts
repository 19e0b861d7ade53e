/** One measure of both sides, with what can be tested of it. */
import type { Measure, Series } from '../measure.ts'
import { fisher } from '../stats/fisher.ts'
import { mannWhitney, smallestP } from '../stats/mann-whitney.ts'
import type { Judging } from './judging.ts'

export interface Candidate {
  readonly measure: string
  readonly isPrimary: boolean
  readonly unit: Measure['unit']
  readonly better: Measure['better']
  /** Must not happen at all. */
  readonly isForbidden: boolean
  /** Forbidden, and one side has kept to that: the first one on the other side needs no test. */
  readonly isAbsolute: boolean
  readonly valuesA: readonly number[]
  readonly valuesB: readonly number[]
  /** Medians, or rates over all repeats. */
  readonly a: number
  readonly b: number
  readonly countsA?: Counts
  readonly countsB?: Counts
  readonly isApart: boolean
}

export interface Counts {
  readonly hits: number
  readonly of: number
}

export interface Tested {
  readonly candidate: Candidate
  readonly p: number
  readonly test: 'repeats' | 'counts'
}

/** What both sides have. */
export function candidateOf(measure: string, sides: readonly [Series, Series], judging: Judging): Candidate {
  const [foundA = [], foundB = []] = sides.map(({ repeats }) =>
    repeats.flatMap(({ measures }) => measures[measure] ?? []),
  )
  const [valuesA, valuesB] = [foundA, foundB].map((found) => found.map(({ value }) => value)) as [
    number[],
    number[],
  ]
  const [countsA, countsB] = [countsOf(foundA), countsOf(foundB)]
  const first = foundA[0] ?? foundB[0]
  const isRate = countsA !== undefined && countsB !== undefined
  return {
    ...{ measure, valuesA, valuesB, unit: first?.unit ?? '', isPrimary: judging.primary.includes(measure) },
    better: directionOf(measure, [...foundA, ...foundB], judging),
    isForbidden: [...foundA, ...foundB].some(({ isForbidden }) => isForbidden === true),
    isAbsolute: false,
    a: isRate ? rateOf(countsA) : median(valuesA),
    b: isRate ? rateOf(countsB) : median(valuesB),
    ...(isRate && { countsA, countsB }),
    isApart: areApart(valuesA, valuesB),
  }
}

const areApart = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a) < Math.min(...b) || Math.max(...b) < Math.min(...a)

/** Which way is good may stand with the threshold of one run only. */
function directionOf(measure: string, found: readonly Measure[], { lowerIsBetter, higherIsBetter }: Judging) {
  const isNamed = (names: readonly string[]) =>
    names.some(
      (name) => measure === name || measure.startsWith(`${name} `) || measure.endsWith(` of ${name}`),
    )
  if (isNamed(lowerIsBetter)) return 'lower' as const
  if (isNamed(higherIsBetter)) return 'higher' as const
  return found.find(({ better }) => better !== undefined)?.better
}

/**
 * By the repeats where they are enough for the level that one of `tests` tests must reach; shares by their counts
 * otherwise. `undefined` where neither can be.
 */
export function testOf(candidate: Candidate, level: number): Tested | undefined {
  const { valuesA, valuesB, countsA, countsB, isApart } = candidate
  if (smallestP(valuesA.length, valuesB.length) <= level)
    return { candidate, p: mannWhitney(valuesA, valuesB).p, test: 'repeats' }
  if (!countsA || !countsB) return undefined
  // Failures come in bursts, so with repeats at hand a difference must also be there in each of them.
  const isRepeated = valuesA.length > 1 && valuesB.length > 1
  return { candidate, p: isRepeated && !isApart ? 1 : fisher(countsA, countsB), test: 'counts' }
}

/** Nothing varies, so nothing can be found, and it need not count among the tests. */
export const isConstant = ({ valuesA, valuesB }: Candidate): boolean =>
  new Set([...valuesA, ...valuesB]).size === 1

function countsOf(found: readonly Measure[]): Counts | undefined {
  if (found.length === 0 || found.some(({ hits, of }) => hits === undefined || of === undefined))
    return undefined
  return {
    hits: found.reduce((sum, { hits = 0 }) => sum + hits, 0),
    of: found.reduce((sum, { of = 0 }) => sum + of, 0),
  }
}

const rateOf = ({ hits, of }: Counts) => (of === 0 ? 0 : (hits / of) * 100)

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y)
  const [low = 0, high = 0] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return (low + high) / 2
}

/**
 * A loss on one side is absolute where the other side lost nothing of any kind. Where both lose something, which kinds
 * they lose is partly chance, so that is tested. A threshold is a promise of its own.
 */
export function withAbsolutes(candidates: readonly Candidate[]): readonly Candidate[] {
  const isClean = (side: 'countsA' | 'countsB') =>
    candidates.every((each) => !each.isForbidden || isThreshold(each) || (each[side]?.hits ?? 0) === 0)
  const [isCleanA, isCleanB] = [isClean('countsA'), isClean('countsB')]
  return candidates.map((each) => ({
    ...each,
    isAbsolute: each.isForbidden && (isThreshold(each) || isCleanA || isCleanB),
  }))
}

const isThreshold = ({ measure }: Candidate) => measure.startsWith('threshold ')
