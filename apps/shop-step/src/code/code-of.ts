import { adapterFile, type PieceId, pieces, type Step } from '@unsticky/steps'
import type { Excerpt } from './excerpt.ts'
import { readAdapter } from './read-adapter.ts'
import { readBare } from './read-bare.ts'
import { readPlain } from './read-plain.ts'

export interface Code {
  /** What the matrix says: "plain", "memory", "Valkey". */
  readonly adapter: string
  readonly excerpts: readonly Excerpt[]
}

/** The real source behind one piece of state in one step. */
export function codeOf(step: Step, piece: PieceId): Code {
  const { port } = pieces[piece]
  const adapter = step.composition[port]
  const excerpts = adapter === 'plain' ? readPlain(piece) : readAdapter(adapterFile(port, adapter))
  return { adapter, excerpts }
}

/** What stands between the routes and the adapters: the port's signatures, and the use cases that call it. */
export function seamOf(piece: PieceId): readonly Excerpt[] {
  const { seam, useCases } = pieces[piece]
  return [readBare(seam), ...useCases.map((useCase) => shortened(readBare(useCase)))]
}

const mostLines = 16

/** A long use case is a page of its own: its first line and its place lead there. */
function shortened({ text, ...place }: Excerpt): Excerpt {
  const lines = text.split('\n')
  return { ...place, text: lines.length > mostLines ? `${lines[0]} … }` : text }
}
