/** The differences as a table, for a terminal and for Markdown. */
import type { Difference } from './compare-series.ts'

const signs = { worse: '✗ worse', better: '✓ better', same: '= same' } as const

/** Everything that differs, and the main figures in any case, as Markdown. */
export function differencesToMarkdown(differences: readonly Difference[]): string {
  const rows = [headers, headers.map(() => '---'), ...worthSaying(differences).map(cellsOf)]
  return `${differencesVerdict(differences)}\n\n${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

/** The same as aligned text, verdict last. */
export function differencesToTerminal(differences: readonly Difference[]): string {
  const rows = [headers, ...worthSaying(differences).map(cellsOf)]
  const widths = headers.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n\n${differencesVerdict(differences)}\n`
}

/** One sentence or two: what got worse, and whether that could be tested. */
export function differencesVerdict(differences: readonly Difference[]): string {
  const worse = differences.filter(({ judgement }) => judgement === 'worse')
  const better = differences.filter(({ judgement }) => judgement === 'better')
  const untested = differences.some(({ p, unit }) => p === null && unit !== '')
  const words =
    worse.length === 0
      ? `✓ b is not worse than a in any of ${differences.length} measures (better in ${better.length}).`
      : `✗ b is worse than a in ${worse.length} of ${differences.length} measures: ${worse.slice(0, 5).map(named).join(', ')}${worse.length > 5 ? ', …' : ''}.`
  const caution =
    ' Too few repeats for a test of significance: only the size of a difference was judged. Four of each are enough.'
  return words + (untested ? caution : '')
}

const headers = ['', 'a', 'b', 'change', 'p', 'repeats', '']

/** Endpoints that stayed the same would bury what matters. */
const worthSaying = (differences: readonly Difference[]) =>
  differences.filter(({ measure, judgement }) => judgement !== 'same' || !measure.includes(' of '))

const named = ({ series, measure }: Difference) => (series ? `${series}: ${measure}` : measure)

const cellsOf = (difference: Difference) => {
  const { unit, a, b, changePercent, p, repeatsA, repeatsB, judgement } = difference
  return [
    named(difference),
    figure(a, unit),
    figure(b, unit),
    changePercent === null ? '–' : `${changePercent > 0 ? '+' : ''}${changePercent.toFixed(0)} %`,
    p === null ? 'not tested' : p < 0.001 ? '< 0.001' : p.toFixed(3),
    `${repeatsA} and ${repeatsB}`,
    signs[judgement],
  ]
}

const figure = (value: number, unit: Difference['unit']) =>
  unit === '' ? String(value) : `${value.toFixed(unit === '%' ? 2 : 1)}${unit === '/s' ? '/s' : ` ${unit}`}`
