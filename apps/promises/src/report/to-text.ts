import { keptBy, matrixOf, wordOf } from './matrix.ts'
import { mismatchesIn, type Results } from './results.ts'

/** The matrix for a terminal, and below it what is not as expected. */
export function toText(results: Results, { colors = false } = {}): string {
  const { columns, rows } = matrixOf(results)
  const width = Math.max(...rows.map(({ title }) => title.length), 5)
  const paint = (word: string) => word.padEnd(8).replace(/\S+/, (text) => (colors ? painted(text) : text))
  const line = (title: string, cells: readonly string[]) =>
    `${title.padEnd(width)}  ${cells.map(paint).join('')}`.trimEnd()
  const mark = (word: string) => (word.includes(', not') ? `${word.split(',')[0]}!` : word)
  return [
    line(
      'step',
      columns.map(({ id }) => id),
    ),
    ...rows.map(({ title, cells }) =>
      line(
        title,
        cells.map((cell) => mark(wordOf(cell))),
      ),
    ),
    line(
      'kept',
      keptBy(results).map((count) => count.replace(' of ', '/')),
    ),
    '',
    ...mismatchesIn(results).map(
      ({ step, promise, expected, actual, detail }) =>
        `step ${step}, ${promise}: expected ${expected}, was ${actual}. ${detail}`,
    ),
    results.ok ? 'Every cell is as its step says.' : 'Not as the steps say.',
  ].join('\n')
}

const painted = (text: string) =>
  text.endsWith('!') ? `\u001b[31m${text}\u001b[39m` : text === 'kept' ? `\u001b[32m${text}\u001b[39m` : text
