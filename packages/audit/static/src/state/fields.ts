import { addTo } from '../group.ts'
import { enclosingFunction, isInside, keyName, memberName, type Node } from '../model/ast.ts'
import { isContainerType } from '../model/declared-types.ts'
import { type Mutation, mutationsOf } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import { isStaticThis, membersOn, thisMembersOf } from '../model/this.ts'
import { reachOf } from '../reach/reach.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { lifeOf } from './life.ts'
import { isContainer } from './nature.ts'

/** Fields of classes whose instances live as long as the process, and static fields. */
export function* cellsInFields(program: Program): Iterable<Cell> {
  for (const module of program.modules) {
    for (const owner of module.classes) {
      const life = lifeOf(program, owner)
      for (const [name, field] of fieldsOf(owner, module.members)) {
        if ((life === 'short' || !reachOf(program).isMade(owner)) && !field.isStatic) continue
        const uses = [...field.uses, ...outsideUses(program, owner, name, field)]
        const isTyped = isContainerType(field.declared) && (field.init !== undefined || field.isParam)
        const shape = isTyped || isContainer(program, field.init) ? 'container' : 'value'
        if (shape === 'value' && life !== 'long' && !field.isStatic) continue
        const mutations = mutationsOf(program, uses).filter((mutation) => !isOwnSetUp(mutation, owner))
        const cell = judge(program, {
          name: name.replace(/^#/, ''),
          node: field.node,
          init: field.init,
          shape,
          mutations,
          reads: uses,
        })
        if (cell) yield { ...cell, isUnclear: life !== 'long' && !field.isStatic }
      }
      if (life === 'long') yield* keyedCell(program, owner)
    }
  }
}

/** `this[':' + key] = value`: the instance itself is the map. */
function* keyedCell(program: Program, owner: Node): Iterable<Cell> {
  const writes = thisMembersOf(owner, program.moduleOf(owner).members).flatMap((member): Mutation[] => {
    const { parent } = member
    const isWrite = parent?.type === 'AssignmentExpression' && parent.left === member
    if (!isWrite || memberName(member) !== undefined || isSetUp(parent, owner)) return []
    return [{ node: parent, kind: 'member', value: parent.right }]
  })
  const [first] = writes
  if (!first) return
  const name = owner.id?.name ?? 'this'
  const cell = judge(program, {
    name,
    node: first.node,
    init: undefined,
    shape: 'container',
    mutations: writes,
  })
  if (cell) yield cell
}

interface Field {
  node: Node
  init: Node | undefined
  isStatic: boolean
  readonly uses: Node[]
  /** Where its type is written. */
  readonly declared?: Node
  /** Handed in by a parameter of the constructor. */
  readonly isParam?: boolean
}

function fieldsOf(owner: Node, members: readonly Node[]): Map<string, Field> {
  const fields = new Map<string, Field>()
  for (const member of owner.body.body) {
    const name = keyName(member)
    if (member.type === 'PropertyDefinition' && name)
      fields.set(name, {
        node: member,
        init: member.value ?? undefined,
        isStatic: member.static,
        uses: [],
        declared: member,
      })
    // `constructor(private items: Item[] = [])`
    for (const param of member.kind === 'constructor' ? member.value.params : []) {
      if (param.type !== 'TSParameterProperty') continue
      const { parameter } = param
      const declared = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
      const init = parameter.type === 'AssignmentPattern' ? parameter.right : undefined
      fields.set(declared.name, {
        node: declared,
        init,
        isStatic: false,
        uses: [],
        declared,
        isParam: true,
      })
    }
  }
  for (const member of [...thisMembersOf(owner, members), ...membersOn(owner.id?.name, members)]) {
    const name = memberName(member)
    const isByName = member.object.type === 'Identifier'
    if (!name) continue
    const assignment =
      member.parent?.type === 'AssignmentExpression' && member.parent.left === member
        ? member.parent
        : undefined
    const field = fields.get(name)
    if (field) {
      field.uses.push(member)
      // `private items: Item[]` with `this.items = []` in the constructor
      if (!field.init && assignment && isSetUp(assignment, owner)) field.init = assignment.right
    } else if (assignment) {
      const isStatic = isByName || isStaticThis(member.object)
      fields.set(name, {
        node: assignment,
        init: isSetUp(assignment, owner) ? assignment.right : undefined,
        isStatic,
        uses: [member],
      })
    }
  }
  return fields
}

const isSetUp = (node: Node, owner: Node) => {
  if (owner.body.body.some((member: Node) => member.type === 'StaticBlock' && isInside(node, member)))
    return true
  const method = enclosingFunction(node)?.parent
  return (
    method?.type === 'MethodDefinition' && method.kind === 'constructor' && method.parent?.parent === owner
  )
}

const isOwnSetUp = ({ node }: Mutation, owner: Node) => isSetUp(node, owner)

/** `realm.clients` where `realm` is known to be an instance. */
function outsideUses(program: Program, owner: Node, name: string, field: Field): Node[] {
  if (name.startsWith('#') || !isContainer(program, field.init)) return []
  return membersOfOwner(program, name).get(owner)?.filter(isMeant) ?? []

  function isMeant({ object }: Node) {
    return (
      field.isStatic || program.trace(object).some((value) => value.kind === 'instance' && value.of === owner)
    )
  }
}

const knownMembers = new WeakMap<Program, Map<string, Map<Node, Node[]>>>()

/** The members of this name by the class that they are read from, `this.…` left out. */
function membersOfOwner(program: Program, name: string): ReadonlyMap<Node, Node[]> {
  const ofProgram = knownMembers.get(program) ?? new Map<string, Map<Node, Node[]>>()
  knownMembers.set(program, ofProgram)
  const stored = ofProgram.get(name)
  if (stored) return stored
  const found = new Map<Node, Node[]>()
  ofProgram.set(name, found)
  for (const member of program.membersByName(name)) {
    if (member.object.type === 'ThisExpression') continue
    const owners = program
      .trace(member.object)
      .flatMap((value) =>
        value.kind === 'instance' ? [value.of] : value.kind === 'node' ? [value.node] : [],
      )
    for (const owner of new Set(owners)) addTo(found, owner, member)
  }
  return found
}
