import {
  enclosingClass,
  enclosingFunction,
  isClass,
  isMember,
  keyName,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
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
      const life = lifeOf(program, owner)
      for (const [name, field] of fieldsOf(owner, module.members)) {
        if (life === 'short' && !field.isStatic) continue
        const uses = [...field.uses, ...outsideUses(program, owner, name, field)]
        const shape = isContainer(program, field.init) ? 'container' : 'value'
        if (shape === 'value' && life !== 'long' && !field.isStatic) continue
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

/** How sure it is that instances of a class live as long as the process. */
type Life = 'long' | 'unclear' | 'short'

/** Made at boot or by a container of services: long. Made where nobody knows when: unclear. */
function lifeOf(program: Program, owner: Node, depth = 0): Life {
  if (depth > 4) return 'short'
  const { superClass } = owner
  const superName = superClass?.name ?? (superClass && isMember(superClass) ? memberName(superClass) : '')
  if (notServices.test(superName ?? '')) return 'short'
  const decorators: string[] = (owner.decorators ?? []).map(
    ({ expression }: Node) => expression.callee?.name ?? expression.name ?? '',
  )
  if (decorators.some((name) => managed.test(name))) return isRequestScoped(program, owner) ? 'short' : 'long'
  if (decorators.length > 0) return 'short'
  const uses = usesOfClass(program, owner)
  const made = uses.flatMap((use) => {
    const call = callOf(use)
    return call?.type === 'NewExpression' ? [call] : []
  })
  const heirs = uses.flatMap((use) =>
    isClass(use.parent) && use.parent.superClass === use ? [use.parent] : [],
  )
  const lives = [
    ...made.map((call) => lifeOfNew(program, call)),
    ...heirs.map((heir) => lifeOf(program, heir, depth + 1)),
  ]
  if (lives.length > 0 && lives.every((life) => life === 'long')) return 'long'
  if (lives.some((life) => life !== 'short')) return 'unclear'
  if (lives.length > 0) return 'short'
  // Nobody makes it by name: a container of services may, if the class is handed to one.
  return uses.some((use) => use.parent && /^(CallExpression|ArrayExpression|Property)$/.test(use.parent.type))
    ? 'unclear'
    : 'short'
}

function lifeOfNew(program: Program, call: Node): Life {
  if (isKeptForGood(program, call)) return 'long'
  const phase = program.phaseOf(call)
  return phase === 'boot' ? 'long' : phase === 'unknown' ? 'unclear' : 'short'
}

/** `instance ??= new Store()`: made late, and kept in a name of the module or of the class. */
function isKeptForGood(program: Program, call: Node): boolean {
  const { parent } = call
  if (parent?.type !== 'AssignmentExpression' || parent.right !== call) return false
  const left = unwrap(parent.left)
  if (left.type === 'Identifier') {
    const binding = program.bindingOf(left)
    return binding !== undefined && !binding.scopeFunction
  }
  if (!isMember(left)) return false
  const object = unwrap(left.object)
  return object.type === 'ThisExpression'
    ? isStaticThis(object)
    : object.name === enclosingClass(call)?.id?.name || /^global(This)?$/.test(object.name ?? '')
}

function usesOfClass(program: Program, owner: Node): readonly Node[] {
  const module = program.moduleOf(owner)
  const name = owner.id ?? (owner.parent?.type === 'VariableDeclarator' ? owner.parent.id : undefined)
  const binding = name && module.bindingOf.get(name)
  return binding
    ? program.usesOf(binding)
    : program.usesOfExport(
        module,
        owner.parent?.type === 'ExportDefaultDeclaration' ? 'default' : 'module.exports',
      )
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
