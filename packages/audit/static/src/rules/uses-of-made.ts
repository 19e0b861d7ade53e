import { addTo } from '../group.ts'
import type { Node } from '../model/ast.ts'
import type { Program } from '../model/program.ts'

const known = new WeakMap<Program, Map<string, ReadonlyMap<Node, Node[]>>>()

/** The members of this name that a request reads from what the call `made` made. */
export function lateUsesOf(program: Program, made: Node, name: string): readonly Node[] {
  const ofProgram = known.get(program) ?? new Map<string, ReadonlyMap<Node, Node[]>>()
  known.set(program, ofProgram)
  const uses = ofProgram.get(name) ?? usesByMaker(program, name)
  ofProgram.set(name, uses)
  return (uses.get(made) ?? []).filter((member) => program.phaseOf(member) === 'request')
}

function usesByMaker(program: Program, name: string): ReadonlyMap<Node, Node[]> {
  const found = new Map<Node, Node[]>()
  for (const member of program.membersByName(name))
    for (const value of program.trace(member.object))
      if (value.kind === 'external') addTo(found, value.node, member)
  return found
}
