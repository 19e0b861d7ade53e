import {
  changedPorts,
  changedPromises,
  changedWays,
  dataBehind,
  type PieceId,
  type PromiseId,
  pieceBehind,
  pieces,
  promises,
  type Step,
} from '@unsticky/steps'
import { diffPiece } from '../code/diff-piece.ts'

export interface DiffOptions {
  /** One piece of state alone; unless given, every piece that changes. */
  readonly piece?: PieceId | undefined
}

/** What changes on the way from one step to another, as data. */
export function diffSteps(from: Step, to: Step, { piece }: DiffOptions = {}) {
  const { gained, lost } = changedPromises(from, to)
  const isMeant = (id: PieceId) => piece === undefined || id === piece
  const composition = changedPorts(from, to).filter(({ port }) => isMeant(pieceBehind(port)))
  const ways = changedWays(from, to)
  const data = composition
    .filter(({ from: before, to: after }) => placeOf(before) !== placeOf(after))
    .map(({ port, to: place }) => ({ data: dataBehind[port], movesTo: place }))
  const shown = piece ? [piece] : composition.map(({ port }) => pieceBehind(port))
  return {
    from: from.id,
    to: to.id,
    pieces: shown.map((id) => diffPiece(id, from, to)),
    composition,
    ways,
    data,
    promises: { gained, lost },
    sections: sectionsOf(),
  }

  function sectionsOf(): readonly {
    readonly title: string
    readonly rows: readonly (readonly string[])[]
  }[] {
    const same =
      piece && composition.length === 0
        ? [[pieces[piece].port, to.composition[pieces[piece].port], 'in both']]
        : []
    return [
      {
        title: 'Composition',
        rows: [
          ...composition.map((change) => [change.port, change.from, '→', change.to]),
          ...ways.map(({ way, ...change }) => [wordsOf[way], change.from, '→', change.to]),
          ...same,
        ],
      },
      {
        title: 'Promises',
        rows: [...gained.map(promiseRow('won')), ...lost.map(promiseRow('lost'))],
      },
      { title: 'Data that moved', rows: data.map((moved) => [moved.data, '→', moved.movesTo]) },
    ]
  }
}

export type Diff = ReturnType<typeof diffSteps>

const wordsOf = { routing: 'balancer', stateInProcess: 'state in the process', runsAs: 'runs as' } as const

const promiseRow = (sign: string) => (id: PromiseId) => [sign, id, promises[id]]

/** Lines in the routes and a memory adapter hold the same data in the same place: the process. */
const placeOf = (adapter: string) =>
  adapter === 'plain' || adapter === 'memory' || adapter === 'disk' ? 'here' : adapter
