import type { RunComparison } from '../compare-runs.ts'
import type { Difference } from '../judge/difference.ts'
import { answerInWords, cellsOf, headers, isWorthSaying } from './words.ts'

/** GitHub takes comments of up to 65,536 characters. */
const mostRows = 40

/** For a comment at a pull request: the answer, what matters, and the rest folded. */
export function toMarkdown({ files, judging, differences, warnings }: RunComparison): string {
  const shown = differences.filter(isWorthSaying)
  const others = differences.filter((each) => !isWorthSaying(each))
  const cautions = warnings.map((warning) => `> [!WARNING]\n> ${escaped(warning)}\n`).join('\n')
  const folded =
    others.length === 0
      ? ''
      : `\n<details><summary>${others.length} more measures stayed the same</summary>\n\n${tableOf(others)}\n</details>\n`
  return `### k6: is b worse than a?

**${escaped(answerInWords(differences))}**

${cautions}${cautions ? '\n' : ''}${tableOf(shown)}${folded}
<sub>a: ${escaped(files.a)}, b: ${escaped(files.b)}. p by Holm's rule for all measures together, false alarms at most ${percent(judging.alpha)}; smallest change that matters: ${judging.smallestChangePercent} %.</sub>
`
}

function tableOf(differences: readonly Difference[]): string {
  const rows = differences.slice(0, mostRows).map(cellsOf)
  const lines = [
    headers,
    headers.map((_, column) => (column === 0 || column === 6 ? '---' : '---:')),
    ...rows,
  ]
  const more = differences.length > mostRows ? `\n… and ${differences.length - mostRows} more.\n` : ''
  return `${lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n')}\n${more}`
}

/** Names come from scripts: none of them may end a cell, or start an element. */
const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')

const percent = (share: number) => `${share * 100} %`
