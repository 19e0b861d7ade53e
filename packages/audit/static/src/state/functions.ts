import { addTo } from '../group.ts'
import { isFunction, memberName, type Node } from '../model/ast.ts'
import type { Binding } from '../model/bindings.ts'
import { mutationsOf } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

const ownOfFunctions = /^(name|length|prototype|displayName|caller|arguments|call|apply|bind|toString)$/

/** `handler.count = 0`, `getUser.cache = {}`: a function of a module is an object that lives as long as the process. */
export function* cellsOnFunctions(program: Program): Iterable<Cell> {
  for (const module of program.modules) {
    for (const binding of module.bindings) {
      if (binding.scopeFunction || !isNamedFunction(binding)) continue
      for (const [name, members] of membersOf(program, binding)) {
        const setUp = members
          .map(({ parent }) => parent)
          .find(
            (parent) =>
              parent?.type === 'AssignmentExpression' &&
              members.includes(parent.left) &&
              program.phaseOf(parent) === 'boot',
          )
        const mutations = mutationsOf(program, members).filter(({ node }) => node !== setUp)
        const [first] = mutations
        if (!first) continue
        const init = setUp?.right
        const shape = isContainer(program, init) ? 'container' : 'value'
        const cell = judge(program, { name, node: setUp ?? first.node, init, shape, mutations })
        if (cell) yield cell
      }
    }
  }
}

/** What is called with a capital is used as a class; its fields are looked at as such. */
const isNamedFunction = ({ kind, init, name }: Binding) =>
  !/^[A-Z]/.test(name) &&
  (kind === 'function' || (kind === 'const' && init !== undefined && isFunction(init)))

function membersOf(program: Program, binding: Binding): ReadonlyMap<string, Node[]> {
  const found = new Map<string, Node[]>()
  for (const use of program.usesOf(binding)) {
    const { parent } = use
    if (parent?.type !== 'MemberExpression' || parent.object !== use) continue
    const name = memberName(parent)
    if (name === undefined || ownOfFunctions.test(name)) continue
    addTo(found, name, parent)
  }
  return found
}
