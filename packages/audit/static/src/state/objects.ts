import { addTo } from '../group.ts'
import { enclosingFunction, isInside, isMember, keyName, memberName, type Node } from '../model/ast.ts'
import { type Mutation, mutationsOf } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import { constructorOfThis, expressionOfThis, objectOfThis } from '../model/this.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

/** Object literals whose methods change `this.…`, and functions used as classes. */
export function* cellsInObjects(program: Program): Iterable<Cell> {
  for (const module of program.modules) {
    const owners = new Map<Node, Map<string, Node[]>>()
    for (const member of module.members) {
      if (member.object.type !== 'ThisExpression') continue
      const owner =
        objectOfThis(member.object) ??
        functionNamed(program, constructorOfThis(member.object), member) ??
        expressionOfThis(member.object)
      const name = memberName(member)
      if (!owner || !name || !livesLong(program, owner)) continue
      const uses = owners.get(owner) ?? new Map<string, Node[]>()
      addTo(uses, name, member)
      owners.set(owner, uses)
    }
    for (const [owner, uses] of owners) yield* cellsOf(program, owner, uses)
  }
}

/** An object made at boot; a function that is not used as a class by requests only. */
function livesLong(program: Program, owner: Node): boolean {
  if (program.phaseOf(owner) === 'request') return false
  if (owner.type === 'ObjectExpression') return true
  const made = program
    .callSitesOf(owner)
    .filter((call) => !isInside(call, owner) && call.type === 'NewExpression')
  const calls = made.length > 0 ? made : program.callSitesOf(owner)
  return calls.some((call) => program.phaseOf(call) !== 'request' && !isInside(call, owner))
}

function functionNamed(program: Program, name: string | undefined, near: Node): Node | undefined {
  const binding = name
    ? program.moduleOf(near).bindings.find((candidate) => candidate.name === name && !candidate.scopeFunction)
    : undefined
  return binding?.kind === 'function' || binding?.init?.type === 'FunctionExpression'
    ? binding.init
    : undefined
}

function* cellsOf(program: Program, owner: Node, uses: ReadonlyMap<string, readonly Node[]>): Iterable<Cell> {
  for (const [name, members] of uses) {
    const property =
      owner.type === 'ObjectExpression'
        ? owner.properties.find((candidate: Node) => keyName(candidate) === name)
        : undefined
    const setUp =
      owner.type === 'ObjectExpression'
        ? undefined
        : members
            .map(({ parent }) => parent)
            .find((parent) => parent?.type === 'AssignmentExpression' && enclosingFunction(parent) === owner)
    const init = property?.value ?? setUp?.right
    const mutations = mutationsOf(program, members).filter(
      ({ node }: Mutation) => enclosingFunction(node) !== owner,
    )
    const shape = isContainer(program, init) ? 'container' : 'value'
    const first = members.find((member) => isMember(member))
    const cell = judge(program, {
      name,
      node: property ?? setUp ?? first ?? owner,
      init,
      shape,
      mutations,
      reads: members,
    })
    if (cell) yield cell
  }
}
