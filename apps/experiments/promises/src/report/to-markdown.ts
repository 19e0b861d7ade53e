import { keptBy, type Matrix, stepMatrix, storeMatrix, wordOf } from './matrix.ts'
import type { Results } from './results.ts'

/** The page that the docs hold: the matrix, then what was seen in each cell. */
export function toMarkdown(results: Results): string {
  const bySteps = stepMatrix(results)
  const byStores = storeMatrix(results)
  return [
    '# Promises, measured',
    `Each cell is an experiment over three real processes behind Envoy: \`pnpm promises\`. It fails when a step breaks what
it promises and when it keeps what it says is broken. Steps 0 to 2 run behind sticky sessions, the others behind round
robin. This run: ${runOf(results)}.`,
    ...(bySteps.columns.length > 0 ? [tableOf(bySteps)] : []),
    ...(byStores.columns.length > 0 ? [storesIntroduction, tableOf(byStores)] : []),
    '## What was seen',
    ...(bySteps.columns.length > 0 ? seenIn(bySteps, 'step') : []),
    ...(byStores.columns.length > 0
      ? ['## What was seen on each session store', ...seenIn(byStores, 'store')]
      : []),
  ].join('\n\n')
}

const storesIntroduction = `## On each session store

Step 5, its sessions on each of the article's four places (\`pnpm promises --session-store all\`). What each of them
costs and loses is measured in [session-stores.md](session-stores.md); to the promises it makes no difference.`

const runOf = ({ date, machine, seconds }: Results) =>
  [date.slice(0, 10), machine, ...(seconds === undefined ? [] : [`${seconds} s in all`])].join(', ')

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function tableOf(matrix: Matrix) {
  const { columns, rows } = matrix
  return [
    row(['promise', ...columns.map(({ id, page }) => `[${id}](${page})`)]),
    row(['---', ...columns.map(() => ':-:')]),
    ...rows.map(({ title, cells }) => row([title, ...cells.map((cell) => symbolOf(wordOf(cell)))])),
    row(['**kept**', ...keptBy(matrix).map((count) => `**${count}**`)]),
  ].join('\n')
}

/** The sentence of every cell, by promise. */
const seenIn = ({ columns, rows }: Matrix, head: string) =>
  rows.map(({ title, cells }) =>
    [
      `### ${title}`,
      '',
      row([head, 'seen']),
      row(['---', '---']),
      ...cells.flatMap((cell, index) =>
        cell ? [row([columns[index]?.id ?? '', cell.detail.replaceAll('|', '\\|')])] : [],
      ),
    ].join('\n'),
  )

const symbolOf = (word: string) => (word === 'broken' ? 'broken' : word === 'kept' ? '**kept**' : `_${word}_`)
