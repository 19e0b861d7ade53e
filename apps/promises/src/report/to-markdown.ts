import { detailsOf, keptBy, matrixOf, wordOf } from './matrix.ts'
import type { Results } from './results.ts'

/** The page that the docs hold: the matrix, then what was seen in each cell. */
export function toMarkdown(results: Results): string {
  const { columns, rows } = matrixOf(results)
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const header = columns.map(({ id, name }) => `[${id}](steps/${id}-${name}.md)`)
  return [
    '# Promises, measured',
    `Each cell is an experiment over three real processes behind Envoy: \`pnpm promises\`. It fails when a step breaks what
it promises and when it keeps what it says is broken. Steps 0 to 2 run behind sticky sessions, the others behind round
robin. This run: ${results.date.slice(0, 10)}, ${results.machine}.`,
    [
      row(['promise', ...header]),
      row(['---', ...columns.map(() => ':-:')]),
      ...rows.map(({ title, cells }) => row([title, ...cells.map((cell) => symbolOf(wordOf(cell)))])),
      row(['**kept**', ...keptBy(results).map((count) => `**${count}**`)]),
    ].join('\n'),
    '## What was seen',
    ...rows.map(({ id, title }) =>
      [
        `### ${title}`,
        '',
        row(['step', 'seen']),
        row(['---', '---']),
        ...detailsOf(results, id).map(({ step, detail }) => row([step, detail.replaceAll('|', '\\|')])),
      ].join('\n'),
    ),
  ].join('\n\n')
}

const symbolOf = (word: string) => (word === 'broken' ? 'broken' : word === 'kept' ? '**kept**' : `_${word}_`)
