import { enclosingFunction, isClass, isMember, keyName, memberName, type Node } from '../model/ast.ts'
import { type Mutation, mutationsOf } from '../model/flow.ts'
import type { Program } from '../model/program.ts'
import { classOfThis, isStaticThis } from '../model/this.ts'
import { callOf } from '../model/uses.ts'
import type { Cell } from './cell.ts'
import { judge } from './judge.ts'
import { isContainer } from './nature.ts'

/** Fields of classes whose instances live as long as the process, and static fields. */
export function* cellsInFields(program: Program): Iterable<Cell> {
  for (const module of program.modules) {
    for (const owner of module.classes) {
      const lives = livesLong(program, owner)
      for (const [name, field] of fieldsOf(owner, module.members)) {
        if (!lives && !field.isStatic) continue
        const uses = [...field.uses, ...outsideUses(program, owner, name, field)]
        const shape = isContainer(program, field.init) ? 'container' : 'value'
        const mutations = mutationsOf(program, uses).filter((mutation) => !isOwnSetUp(mutation, owner))
        const cell = judge(program, {
          name: name.replace(/^#/, ''),
          node: field.node,
          init: field.init,
          shape,
          mutations,
        })
        if (cell) yield cell
      }
    }
  }
}

interface Field {
  node: Node
  init: Node | undefined
  isStatic: boolean
  readonly uses: Node[]
}

function fieldsOf(owner: Node, members: readonly Node[]): Map<string, Field> {
  const fields = new Map<string, Field>()
  for (const member of owner.body.body) {
    const name = keyName(member)
    if (member.type === 'PropertyDefinition' && name)
      fields.set(name, { node: member, init: member.value ?? undefined, isStatic: member.static, uses: [] })
  }
  for (const member of members) {
    const name = memberName(member)
    const isOwn = member.object.type === 'ThisExpression' && classOfThis(member.object) === owner
    const isByName = owner.id && member.object.name === owner.id.name
    if (!name || (!isOwn && !isByName)) continue
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
      const isStatic = Boolean(isByName) || isStaticThis(member.object)
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
  const method = enclosingFunction(node)?.parent
  return (
    method?.type === 'MethodDefinition' && method.kind === 'constructor' && method.parent?.parent === owner
  )
}

const isOwnSetUp = ({ node }: Mutation, owner: Node) => isSetUp(node, owner)

const managed =
  /^(Injectable|Controller|Resolver|WebSocketGateway|Service|Singleton|singleton|injectable|Processor|Gateway|JsonController|Provider|Component|Module|autoInjectable|provide|Catch)$/
const notServices =
  /^(Error|TypeError|Model|Document|Entity|BaseEntity|Component|PureComponent|HTMLElement|Schema|Transform|Readable|Writable|Duplex)$/

/** Made at boot, made by a container of services, or handed out for others to make. */
function livesLong(program: Program, owner: Node): boolean {
  const superName =
    owner.superClass?.name ??
    (owner.superClass && isMember(owner.superClass) ? memberName(owner.superClass) : '')
  if (notServices.test(superName ?? '') || /Error$/.test(superName ?? '')) return false
  const decorators: string[] = (owner.decorators ?? []).map(
    ({ expression }: Node) => expression.callee?.name ?? expression.name ?? '',
  )
  if (decorators.some((name) => managed.test(name))) return !isRequestScoped(program, owner)
  if (decorators.length > 0) return false
  const binding = owner.id ? program.moduleOf(owner).bindingOf.get(owner.id) : undefined
  const uses = binding
    ? program.usesOf(binding)
    : owner.parent?.type === 'VariableDeclarator'
      ? program.usesOf(program.moduleOf(owner).bindingOf.get(owner.parent.id) ?? never())
      : []
  const made = uses.flatMap((use) => {
    const call = callOf(use)
    return call?.type === 'NewExpression' ? [call] : []
  })
  const derived = uses.some((use) => isClass(use.parent) && use.parent.superClass === use)
  if (made.length > 0) return made.some((call) => program.phaseOf(call) !== 'request')
  return !derived || uses.some((use) => isClass(use.parent) && livesLong(program, use.parent as Node))
}

function never(): never {
  throw new Error('a class expression that is declared has a binding')
}

const isRequestScoped = (program: Program, owner: Node) =>
  (owner.decorators ?? []).some((decorator: Node) =>
    /Scope\.(REQUEST|TRANSIENT)/.test(program.moduleOf(owner).source.slice(decorator.start, decorator.end)),
  )

/** `realm.clients` where `realm` is known to be an instance. */
function outsideUses(program: Program, owner: Node, name: string, field: Field): Node[] {
  if (name.startsWith('#') || !isContainer(program, field.init)) return []
  const found: Node[] = []
  for (const module of program.modules) {
    for (const member of module.members) {
      if (memberName(member) !== name || member.object.type === 'ThisExpression') continue
      if (
        program
          .trace(member.object)
          .some(
            (value) =>
              (value.kind === 'instance' && value.of === owner) ||
              (field.isStatic && value.kind === 'node' && value.node === owner),
          )
      )
        found.push(member)
    }
  }
  return found
}
