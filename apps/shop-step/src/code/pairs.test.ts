/** An in-process adapter and its service twin are read side by side: same file name, functions in the order of the port. */
import { basename } from 'node:path'
import { adapterFile, isInProcess, type PieceId, pieceIds, pieces, steps } from '@unsticky/steps'
import { describe, expect, it } from 'vitest'
import { childrenOf, declarationIn, type Node, namesIn, parseFile } from './parse.ts'

/** What the matrix names behind a port, without what is there to be seen and not to be shipped. */
const twinsOf = (piece: PieceId): readonly string[] => {
  const { port } = pieces[piece]
  const named = steps
    .filter(({ id }) => id !== '0' && id !== '3a')
    .map(({ composition }) => composition[port])
  return [...new Set(named)].map((adapter) => adapterFile(port, adapter))
}

/** The names of the interface that is the port, in its order. */
function functionsOf(piece: PieceId): readonly string[] {
  const { file, name } = pieces[piece].seam
  const found = parseFile(file).body.find((statement) => namesIn(statement).includes(name))
  const body = (declarationIn(found as Node).body as Node).body as readonly Node[]
  return body.map(({ key }) => (key as Node).name as string)
}

/** The names of what the factory returns, as far as they are the port's, in the order of the file. */
function returnedBy(file: string, names: readonly string[]): readonly string[] {
  const objects = parseFile(file)
    .body.flatMap(returnsIn)
    .map((object) => keysOf(object).filter((key) => names.includes(key)))
  return objects.toSorted((one, other) => other.length - one.length)[0] ?? []
}

function returnsIn(node: Node): readonly Node[] {
  const { argument } = node as { argument?: Node | null }
  const own = node.type === 'ReturnStatement' && argument?.type === 'ObjectExpression' ? [argument] : []
  return [...own, ...childrenOf(node).flatMap(returnsIn)]
}

const keysOf = ({ properties }: Node) =>
  (properties as readonly Node[]).flatMap(({ key }) => ((key as Node | undefined)?.name as string) ?? [])

describe('pairs of adapters', () => {
  it.each(pieceIds)('%s', (piece) => {
    const names = functionsOf(piece)
    const twins = twinsOf(piece)

    expect(twins).toHaveLength(2)
    expect(new Set(twins.map((file) => basename(file))).size).toBe(1)
    for (const file of twins) expect([file, returnedBy(file, names)]).toEqual([file, names])
  })

  it('are one in the process and one in a service', () => {
    for (const piece of pieceIds) {
      const column = (id: string) =>
        steps.find((step) => step.id === id)?.composition[pieces[piece].port] ?? ''
      expect([isInProcess(column('1')), isInProcess(column('5'))]).toEqual([true, false])
    }
  })
})
