import { styleText } from 'node:util'
import { findPiece, type PieceId, pieces, type Step, steps } from '@unsticky/steps'
import { type Code, codeOf, seamOf } from '../code/code-of.ts'
import type { Excerpt } from '../code/excerpt.ts'

export interface Stop {
  readonly step: string
  readonly title: string
  readonly adapter: string
  /** The step that has the same code already. */
  readonly sameAs?: string
  readonly code?: readonly Excerpt[]
  /** Where the seam was put in. */
  readonly seam?: readonly Excerpt[]
}

/** One piece of state through all steps: the plain lines, the seam, the service. */
export function walkPiece(piece: PieceId): readonly Stop[] {
  const seen = new Map<string, Step>()
  return steps.map((step) => {
    const adapter = step.composition[pieces[piece].port]
    const known = seen.get(adapter)
    const stop = { step: step.id, title: step.title, adapter }
    if (known) return { ...stop, sameAs: known.id }
    const isSeamNew = adapter !== 'plain' && seen.size === 1 && seen.has('plain')
    seen.set(adapter, step)
    return { ...stop, code: codeOf(step, piece).excerpts, ...(isSeamNew && { seam: seamOf(piece) }) }
  })
}

export function printWalk(name: string, { json }: { json?: boolean }): void {
  const piece = findPiece(name)
  const stops = walkPiece(piece)
  console.log(json ? JSON.stringify({ piece, steps: stops }, null, 2) : stops.map(stopText).join('\n\n'))
}

function stopText({ step, title, adapter, sameAs, code = [], seam = [] }: Stop) {
  const head = styleText('bold', `Step ${step}, ${title}: ${adapter}`)
  if (sameAs) return `${head}\n  as in step ${sameAs}`
  return [head, ...seam.map(codeText), ...code.map(codeText)].join('\n')
}

const codeText = ({ file, line, text }: Code['excerpts'][number]) =>
  `${styleText('cyan', `${file}:${line}`)}\n${text.replaceAll(/^(?=.)/gm, '  ')}`
