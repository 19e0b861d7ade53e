/** The plain shop has no ports to look behind, so its inventory is read from its source: the lines that it marks. */
import { dataBehind, findStep, type PieceId, type Port, pieceIds, pieces } from '@unsticky/steps'
import { readMarks } from '../code/read-plain.ts'
import { nextMove } from './next-move.ts'

export interface PlainRow {
  readonly piece: PieceId
  readonly port: Port
  readonly data: string
  readonly livesIn: string
  /** Where, and what goes wrong with two instances. */
  readonly lines: readonly { readonly place: string; readonly says: string }[]
  readonly movesIn: { readonly step: string; readonly to: string } | undefined
}

/** One row for each piece of state of step 0. */
export function readInventory(): readonly PlainRow[] {
  const marks = readMarks()
  return pieceIds.map((piece) => {
    const { port } = pieces[piece]
    const own = marks.filter((mark) => mark.piece === piece)
    return {
      piece,
      port,
      data: dataBehind[port],
      livesIn: piece === 'files' ? 'the disk of this server' : 'variables of this process',
      lines: own.map(({ file, line, says }) => ({ place: `${file}:${line}`, says })),
      movesIn: nextMove(findStep('0'), port),
    }
  })
}
