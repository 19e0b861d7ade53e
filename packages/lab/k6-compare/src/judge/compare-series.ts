import type { Series } from '../measure.ts'
import { holm } from '../stats/holm.ts'
import { repeatsWanted } from '../stats/repeats-wanted.ts'
import { type Candidate, candidateOf, isConstant, median, testOf, withAbsolutes } from './candidate.ts'
import type { Difference, Judgement } from './difference.ts'
import { defaultJudging, type Judging, primaryPart } from './judging.ts'

/** Compares all that either has. All tests together stay within alpha. Pure. */
export function compareSeries(
  a: readonly Series[],
  b: readonly Series[],
  judging: Judging = defaultJudging,
): readonly Difference[] {
  const pairs = pairUp(a, b).map((sides) => ({ sides, candidates: candidatesOf(sides, judging) }))
  const all = pairs.flatMap(({ candidates }) => candidates)
  const primary = all.filter(({ isPrimary }) => isPrimary)
  const others = all.filter(({ isPrimary }) => !isPrimary)
  const tested = new Map([
    ...testAll(primary, { alpha: judging.alpha, part: primaryPart }),
    ...testAll(others, { alpha: judging.alpha, part: 1 - primaryPart }),
  ])
  return pairs.flatMap(({ sides, candidates }) => [
    ...candidates.map((candidate) =>
      differenceOf(candidate, { sides, judging, result: tested.get(candidate) }),
    ),
    ...oneSided(sides, judging),
  ])
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

const namesOf = ({ repeats }: Series) => [
  ...new Set(repeats.flatMap(({ measures }) => Object.keys(measures))),
]

function candidatesOf(sides: readonly [Series, Series], judging: Judging): readonly Candidate[] {
  const names = new Set(namesOf(sides[1]))
  const found = namesOf(sides[0]).filter((name) => names.has(name))
  return withAbsolutes(found.map((name) => candidateOf(name, sides, judging)))
}

interface Result {
  readonly p: number | null
  readonly test: Difference['test']
  /** What a test of its own must reach. */
  readonly level: number
}

/** Holm's rule among the tests that could find anything at all. The part of alpha that they have is counted into p. */
function testAll(
  candidates: readonly Candidate[],
  { alpha, part }: { readonly alpha: number; readonly part: number },
): readonly (readonly [Candidate, Result])[] {
  const varying = candidates.filter((each) => !isConstant(each) && !each.isAbsolute && each.better)
  const level = (alpha * part) / Math.max(1, varying.length)
  const tests = varying.flatMap((each) => testOf(each, level) ?? [])
  // What cannot be tested takes part as well, or the rule would be softened by having too few repeats.
  const padded = [...tests.map(({ p }) => p), ...varying.slice(tests.length).map(() => 1)]
  const adjusted = holm(padded)
  const found = new Map(tests.map((test, index) => [test.candidate, { test, p: adjusted[index] ?? 1 }]))
  return candidates.map((candidate) => {
    const own = found.get(candidate)
    const p = own ? Math.min(1, own.p / part) : isConstant(candidate) ? 1 : null
    return [candidate, { p, test: own ? own.test.test : 'none', level }]
  })
}

interface Setting {
  readonly sides: readonly [Series, Series]
  readonly judging: Judging
  readonly result: Result | undefined
}

function differenceOf(candidate: Candidate, { sides, judging, result }: Setting): Difference {
  const { measure, unit, isPrimary, a, b, valuesA, valuesB, isApart } = candidate
  const { judgement, because, repeatsWanted: wanted } = judge(candidate, judging, result)
  return {
    ...{ series: sides[0].name, measure, unit, isPrimary, a, b, isApart },
    ...(candidate.isForbidden && { isForbidden: true }),
    leansWorse: candidate.better === 'higher' ? b < a : candidate.better === 'lower' && b > a,
    ...{ repeatsA: valuesA.length, repeatsB: valuesB.length },
    changePercent: a === 0 ? null : ((b - a) / a) * 100,
    ...{ p: result?.p ?? null, test: result?.test ?? 'none', judgement },
    ...(because !== undefined && { because }),
    ...(wanted !== undefined && { repeatsWanted: wanted }),
  }
}

interface Verdict {
  readonly judgement: Judgement
  readonly because?: string
  readonly repeatsWanted?: number
}

function judge(candidate: Candidate, judging: Judging, result: Result | undefined): Verdict {
  const { a, b, better, isAbsolute } = candidate
  if (isAbsolute) return judgeAbsolute(candidate)
  if (!matters(candidate, judging)) return { judgement: 'same' }
  if (!better) return { judgement: 'changed', because: 'nobody said which way is good' }
  const direction = (better === 'lower' ? b > a : b < a) ? 'worse' : 'better'
  const { p = null, level = judging.alpha } = result ?? {}
  if (p !== null && p <= judging.alpha) return { judgement: direction }
  if (isLargeUntested(candidate, judging, result))
    return { judgement: direction, because: 'by size alone: too few repeats to test' }
  return {
    judgement: 'cannot tell',
    because: p === null ? 'too few repeats to test' : 'it may be chance',
    repeatsWanted: Math.max(
      repeatsWanted(candidate.valuesA, candidate.valuesB, { level }),
      Math.min(candidate.valuesA.length, candidate.valuesB.length) + 1,
    ),
  }
}

function isLargeUntested({ a, b, unit }: Candidate, { bySizePercent }: Judging, result: Result | undefined) {
  if (bySizePercent === undefined || (result && result.test !== 'none') || unit === '%') return false
  return a === 0 || (Math.abs(b - a) / a) * 100 >= bySizePercent
}

/** What must not happen at all, and did on one side only. */
function judgeAbsolute({ countsA, countsB, valuesA, valuesB, isApart }: Candidate): Verdict {
  const [a, b] = [countsA?.hits ?? 0, countsB?.hits ?? 0]
  if (a === b) return { judgement: 'same' }
  if (countsA?.of === 0 || countsB?.of === 0)
    return { judgement: 'cannot tell', because: 'one side did not look' }
  // A threshold stands once with each repeat. Crossed in one of five it is no change yet: in all of them it is.
  const isOfRepeats = countsA?.of === valuesA.length && countsB?.of === valuesB.length
  const isAlways = valuesA.length === 1 || valuesB.length === 1 || isApart
  if (isOfRepeats && !isAlways) return { judgement: 'cannot tell', because: 'not in every repeat' }
  return { judgement: b > a ? 'worse' : 'better' }
}

function matters({ a, b, unit }: Candidate, judging: Judging): boolean {
  const distance = Math.abs(b - a)
  if (distance === 0) return false
  if (unit === '%' && distance < judging.smallestChangePoints) return false
  if (unit === 'ms' && distance < judging.smallestChangeMs) return false
  return a === 0 || (distance / a) * 100 >= judging.smallestChangePercent
}

/** What one side has and the other has not; k6 leaves out counters that stayed at 0, so that is no news in itself. */
function oneSided([left, right]: readonly [Series, Series], judging: Judging): readonly Difference[] {
  const [inA, inB] = [new Set(namesOf(left)), new Set(namesOf(right))]
  const isSameForm = formsOf(left) === formsOf(right)
  const only = (own: Series, others: ReadonlySet<string>, judgement: 'only in a' | 'only in b') =>
    namesOf(own)
      .filter((name) => !others.has(name))
      .map((measure): Difference => {
        const found = own.repeats.flatMap(({ measures }) => measures[measure] ?? [])
        const value = median(found.map((each) => each.value))
        const other = judgement === 'only in a' ? right : left
        const because = other.repeats
          .map(({ leftOut }) => leftOut?.[measure])
          .find((text) => text !== undefined)
        const isA = judgement === 'only in a'
        return {
          ...{ series: left.name, measure, unit: found[0]?.unit ?? '' },
          ...{ isApart: false, leansWorse: false },
          isPrimary: judging.primary.includes(measure),
          ...{ a: isA ? value : null, b: isA ? null : value },
          ...{ repeatsA: isA ? found.length : 0, repeatsB: isA ? 0 : found.length },
          ...{ changePercent: null, p: null, test: 'none', judgement },
          ...(because !== undefined && { because }),
          ...(isMissing(measure, { other, isA, because, isSameForm }) && { isMissing: true }),
        }
      })
  return [...only(left, inB, 'only in a'), ...only(right, inA, 'only in b')]
}

const formsOf = ({ repeats }: Series) =>
  [...new Set(repeats.map(({ facts }) => facts?.form ?? ''))].sort().join()

interface Gap {
  readonly other: Series
  readonly isA: boolean
  readonly because: string | undefined
  readonly isSameForm: boolean
}

/** Too few good requests for a percentile are a finding; what the other form of result never tells is none. */
function isMissing(measure: string, { other, isA, because, isSameForm }: Gap): boolean {
  if (because !== undefined) return isA
  // Points and the machine-readable summary do not say whether a threshold was crossed.
  if (measure.startsWith('threshold '))
    return isA && other.repeats.some(({ facts }) => facts?.form === 'summary')
  return isA && isSameForm
}
