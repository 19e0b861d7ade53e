import type { PieceId, Step } from '@unsticky/steps'
import { diffLines } from 'diff'
import { type Code, codeOf, seamOf } from './code-of.ts'
import type { Excerpt } from './excerpt.ts'

/** One line of a comparison: on both sides, or on one of them. */
export interface Row {
  readonly kind: 'same' | 'changed' | 'removed' | 'added'
  readonly left?: string
  readonly right?: string
}

export interface PieceDiff {
  readonly piece: PieceId
  readonly from: Code
  readonly to: Code
  /** What step 1 puts between routes and adapter; where both steps have it, only its place. */
  readonly seam: readonly Excerpt[]
  readonly isSeamNew: boolean
  readonly rows: readonly Row[]
}

/** The code of one piece of state in two steps. */
export function diffPiece(piece: PieceId, from: Step, to: Step): PieceDiff {
  const [before, after] = [codeOf(from, piece), codeOf(to, piece)]
  const isSeamNew = (before.adapter === 'plain') !== (after.adapter === 'plain')
  return { piece, from: before, to: after, seam: seamOf(piece), isSeamNew, rows: rowsOf(before, after) }
}

function rowsOf(before: Code, after: Code): readonly Row[] {
  const rows: Row[] = []
  let [gone, come]: [string[], string[]] = [[], []]
  for (const { value, removed, added } of diffLines(textOf(before), textOf(after))) {
    const lines = value.replace(/\n$/, '').split('\n')
    const isAnchor = !removed && !added && lines.some((line) => !trivial.test(line))
    if (isAnchor) {
      rows.push(...pair(gone, come), ...lines.map((line): Row => ({ kind: 'same', left: line, right: line })))
      ;[gone, come] = [[], []]
      continue
    }
    if (!added) gone.push(...lines)
    if (!removed) come.push(...lines)
  }
  return [...rows, ...pair(gone, come)]
}

/** A brace that two files have in common says nothing of either. */
const trivial = /^[\s{}()[\],;]*$/

function pair(left: readonly string[], right: readonly string[]): readonly Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index): Row => {
    const [one, other] = [left[index], right[index]]
    if (one === undefined) return { kind: 'added', right: other as string }
    if (other === undefined) return { kind: 'removed', left: one }
    return { kind: 'changed', left: one, right: other }
  })
}

/** Each excerpt below the place it was taken from. */
export const textOf = ({ excerpts }: Pick<Code, 'excerpts'>): string =>
  `${excerpts.map(({ file, line, text }) => `${placeMark}${file}:${line}\n${text}`).join('\n')}\n`

/** Tells the line that names a file from a line of it. */
export const placeMark = '▸ '
