import { addTo } from '../group.ts'
import { isMember, memberName, type Node } from '../model/ast.ts'
import { mutationsOf } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

/** `global.users = {}` read as `users`, and `users = {}` without a declaration: names of the whole process. */
export function* cellsInGlobals(program: Program): Iterable<Cell> {
  const made = new Map<string, { node: Node; init: Node }>()
  for (const { assignments, bindingOf } of program.modules) {
    for (const node of assignments) {
      const name = node.type === 'AssignmentExpression' ? globalName(node.left, bindingOf) : undefined
      if (name && !made.has(name) && program.phaseOf(node) === 'boot' && isContainer(program, node.right))
        made.set(name, { node, init: node.right })
    }
  }
  if (made.size === 0) return
  const uses = new Map<string, Node[]>()
  for (const { unbound } of program.modules)
    for (const node of unbound) if (made.has(node.name)) addTo(uses, node.name, node)
  for (const [name, { node, init }] of made) {
    const mutations = mutationsOf(program, uses.get(name) ?? []).filter(({ node: at }) => at !== node)
    const cell = judge(program, {
      name,
      node,
      init,
      shape: 'container',
      mutations,
      uses: uses.get(name) ?? [],
    })
    if (cell) yield cell
  }
}

function globalName(left: Node, bindingOf: ReadonlyMap<Node, unknown>): string | undefined {
  if (left.type === 'Identifier') return bindingOf.has(left) ? undefined : left.name
  return isMember(left) && /^global(This)?$/.test(left.object.name ?? '') ? memberName(left) : undefined
}
