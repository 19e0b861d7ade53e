import { keptBy, type Matrix, stepMatrix, storeMatrix, wordOf } from './matrix.ts'
import { mismatchesIn, type Results } from './results.ts'

interface TextOptions {
  readonly colors?: boolean
}

/** The matrix for a terminal, and below it what is not as expected. */
export function toText(results: Results, { colors = false }: TextOptions = {}): string {
  const tables = [
    { head: 'step', matrix: stepMatrix(results) },
    { head: 'session store', matrix: storeMatrix(results) },
  ]
  return [
    ...tables
      .filter(({ matrix }) => matrix.columns.length > 0)
      .flatMap(({ head, matrix }) => tableOf(matrix, { head, colors })),
    ...mismatchesIn(results).map(
      ({ step, sessionStore, promise, expected, actual, detail }) =>
        `step ${step}${sessionStore ? ` on ${sessionStore}` : ''}, ${promise}: expected ${expected}, was ${actual}. ${detail}`,
    ),
    results.ok ? 'Every cell is as its step says.' : 'Not as the steps say.',
  ].join('\n')
}

function tableOf(matrix: Matrix, { head, colors }: { head: string; colors: boolean }): readonly string[] {
  const { columns, rows } = matrix
  const width = Math.max(...rows.map(({ title }) => title.length), head.length)
  const cellWidth = Math.max(8, ...columns.map(({ id }) => id.length + 2))
  const paint = (word: string) =>
    word.padEnd(cellWidth).replace(/\S+/, (text) => (colors ? painted(text) : text))
  const line = (title: string, cells: readonly string[]) =>
    `${title.padEnd(width)}  ${cells.map(paint).join('')}`.trimEnd()
  const mark = (word: string) => (word.includes(', not') ? `${word.split(',')[0]}!` : word)
  return [
    line(
      head,
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
      keptBy(matrix).map((count) => count.replace(' of ', '/')),
    ),
    '',
  ]
}

const painted = (text: string) =>
  text.endsWith('!') ? `\u001b[31m${text}\u001b[39m` : text === 'kept' ? `\u001b[32m${text}\u001b[39m` : text
