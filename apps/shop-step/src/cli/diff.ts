import { findPiece, findStep, type Step } from '@unsticky/steps'
import { renderHtml } from '../code/render-html.ts'
import { renderPiece } from '../code/render-text.ts'
import { columns } from './columns.ts'
import { type Diff, diffSteps } from './diff-steps.ts'

export interface DiffFlags {
  readonly piece?: string
  readonly html?: boolean
  readonly json?: boolean
}

export function printDiff(fromId: string, toId: string, { piece, html, json }: DiffFlags): void {
  const [from, to] = [findStep(fromId), findStep(toId)]
  const { sections, ...diff } = diffSteps(from, to, {
    piece: piece === undefined ? undefined : findPiece(piece),
  })
  const title = titleOf(from, to)
  if (json) console.log(JSON.stringify(diff, null, 2))
  else if (html) console.log(renderHtml({ title, sections, pieces: diff.pieces }))
  else console.log(diffText(title, { ...diff, sections }, { width: process.stdout.columns }))
}

export const titleOf = (from: Step, to: Step): string =>
  `From step ${from.id} (${from.title}) to step ${to.id} (${to.title})`

/** Code first, then what it changes. */
export function diffText(title: string, { pieces, sections }: Diff, options: { width: number | undefined }) {
  const code = pieces.map((piece) => renderPiece(piece, options))
  return [title, ...code, sections.map(sectionText).join('\n')].join('\n\n')
}

/** What fits on a line stands on one. */
function sectionText({ title, rows }: Diff['sections'][number]): string {
  const [first = ['nothing'], ...more] = rows
  if (more.length === 0) return `${title}: ${first.join(' ')}`
  return `${title}:\n${columns(rows).replaceAll(/^/gm, '  ')}`
}
