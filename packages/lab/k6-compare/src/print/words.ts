import { answerOf } from '../judge/answer.ts'
import type { Difference, Judgement } from '../judge/difference.ts'
import { mostRepeats } from '../stats/repeats-wanted.ts'

export const signs: Readonly<Record<Judgement, string>> = {
  worse: '✗ worse',
  better: '✓ better',
  same: '= same',
  'cannot tell': '? cannot tell',
  changed: '≠ changed',
  'only in a': '– only in a',
  'only in b': '– only in b',
}

export const headers = ['', 'a', 'b', 'change', 'p', 'repeats', ''] as const

/** One sentence or two: the answer, and what would give one. */
export function answerInWords(differences: readonly Difference[]): string {
  const { exitCode, worse, better, undecided, repeatsWanted } = answerOf(differences)
  const compared = differences.filter(({ judgement }) => !judgement.startsWith('only')).length
  if (exitCode === 1)
    return `✗ b is worse than a in ${worse.length} of ${compared} measures: ${listOf(worse)}.`
  if (exitCode === 3)
    return `? Cannot tell whether b is worse than a: ${listOf(undecided)}.${wayOut(repeatsWanted)}`
  const few = differences.some(({ test, unit }) => test === 'none' && unit === 'ms')
  const caution = few
    ? ' Too few repeats to test times: a change that looks large would have been "cannot tell".'
    : ''
  return `✓ b is not worse than a in any of ${compared} measures (better in ${better.length}).${caution}`
}

function wayOut(repeats: number | undefined): string {
  if (repeats === undefined) return ''
  return repeats >= mostRepeats
    ? ` More than ${mostRepeats} repeats of each would be needed to tell.`
    : ` About ${repeats} repeats of each would tell.`
}

const listOf = (differences: readonly Difference[]) =>
  `${differences.slice(0, 5).map(inWords).join(', ')}${differences.length > 5 ? ` and ${differences.length - 5} more` : ''}`

function inWords(difference: Difference): string {
  const { judgement, changePercent, because } = difference
  const name = named(difference)
  if (judgement === 'only in a') return `${name} is not in b${because ? ` (${because})` : ''}`
  if (judgement === 'only in b') return `${name} is not in a${because ? ` (${because})` : ''}`
  return changePercent === null ? name : `${name} ${percent(changePercent)}`
}

export const named = ({ series, measure }: Difference) => (series ? `${series}: ${measure}` : measure)

export const cellsOf = (difference: Difference): readonly string[] => {
  const { unit, a, b, changePercent, p, repeatsA, repeatsB, judgement, repeatsWanted, because } = difference
  const wanted =
    repeatsWanted === undefined
      ? ''
      : `, ${repeatsWanted >= mostRepeats ? `over ${mostRepeats}` : repeatsWanted} repeats would`
  return [
    named(difference),
    figure(a, unit),
    figure(b, unit),
    changePercent === null ? '–' : percent(changePercent),
    p === null ? 'not tested' : p < 0.001 ? '< 0.001' : p.toFixed(3),
    `${repeatsA} and ${repeatsB}`,
    `${signs[judgement]}${wanted}${because && repeatsWanted === undefined ? `: ${because}` : ''}`,
  ]
}

const percent = (change: number) => `${change > 0 ? '+' : ''}${change.toFixed(0)} %`

const figure = (value: number | null, unit: Difference['unit']) => {
  if (value === null) return '–'
  if (unit === '') return Number.isInteger(value) ? String(value) : value.toPrecision(3)
  return `${value.toFixed(unit === '%' ? 2 : 1)}${unit === '/s' ? '/s' : ` ${unit}`}`
}

/** The main figures in any case, and of the others what changed or must not happen: what stayed the same would bury what matters. */
export const isWorthSaying = ({ isPrimary, isForbidden, judgement }: Difference) =>
  isPrimary || isForbidden || judgement !== 'same'
