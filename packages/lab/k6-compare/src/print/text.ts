import type { RunComparison } from '../compare-runs.ts'
import { answerInWords, cellsOf, headers, isWorthSaying } from './words.ts'

/** Aligned text, the answer last. */
export function toText({ differences, warnings }: RunComparison): string {
  const rows = [headers, ...differences.filter(isWorthSaying).map(cellsOf)]
  const widths = headers.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)))
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const cautions = warnings.map((warning) => `! ${warning}\n`).join('')
  return `${lines.join('\n')}\n\n${cautions}${answerInWords(differences)}\n`
}
