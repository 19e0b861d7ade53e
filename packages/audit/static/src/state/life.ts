import {
  enclosingClass,
  enclosingFunction,
  isCall,
  isClass,
  isMember,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import { typeName } from '../model/declared-types.ts'
import { exportPath } from '../model/exports.ts'
import type { Program } from '../model/program.ts'
import { isStaticThis } from '../model/this.ts'
import { callOf } from '../model/uses.ts'

const managed =
  /^(Injectable|Controller|Resolver|WebSocketGateway|Service|Singleton|singleton|injectable|Processor|Gateway|JsonController|Provider|Component|Module|autoInjectable|provide|Catch)$/
const notServices =
  /^(Error|TypeError|Model|Document|Entity|BaseEntity|Component|PureComponent|HTMLElement|Schema|Transform|Readable|Writable|Duplex)$/

/** How sure it is that instances of a class live as long as the process. */
export type Life = 'long' | 'unclear' | 'short'

/** Made at boot or by a container of services: long. Made where nobody knows when: unclear. */
export function lifeOf(program: Program, owner: Node, depth = 0): Life {
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
  // `new class { … }`
  if (owner.parent?.type === 'NewExpression' && owner.parent.callee === owner) made.push(owner.parent)
  const heirs = uses.flatMap((use) =>
    isClass(use.parent) && use.parent.superClass === use ? [use.parent] : [],
  )
  const lives = [
    ...made.map((call) => lifeOfNew(program, call, { owner, depth })),
    ...heirs.map((heir) => lifeOf(program, heir, depth + 1)),
  ]
  if (lives.length > 0 && lives.every((life) => life === 'long')) return 'long'
  if (lives.some((life) => life !== 'short')) return 'unclear'
  if (lives.length > 0) return 'short'
  // Nobody makes it by name: a container of services does, where a service asks for it by its type.
  if (injectedTypes(program).has(owner.id?.name ?? '')) return 'long'
  // Or it may, if the class is handed to one.
  return uses.some((use) => use.parent && /^(CallExpression|ArrayExpression|Property)$/.test(use.parent.type))
    ? 'unclear'
    : 'short'
}

const injected = new WeakMap<Program, ReadonlySet<string>>()

/** The types that constructors of services ask for. */
function injectedTypes(program: Program): ReadonlySet<string> {
  const known = injected.get(program)
  if (known) return known
  const names = new Set<string>()
  for (const owner of program.modules.flatMap(({ classes }) => classes)) {
    if (!owner.decorators?.length) continue
    const made = owner.body.body.find(({ kind }: Node) => kind === 'constructor')
    for (const param of made?.value.params ?? []) {
      const name = typeName((param.parameter ?? param).typeAnnotation?.typeAnnotation)
      if (name) names.add(name)
    }
  }
  injected.set(program, names)
  return names
}

function lifeOfNew(program: Program, call: Node, { owner, depth }: { owner: Node; depth: number }): Life {
  if (isKeptForGood(program, call)) return 'long'
  // A part of another instance lives as long as that one.
  const method = enclosingFunction(call)?.parent
  const whole = method?.kind === 'constructor' ? method.parent?.parent : undefined
  if (whole && whole !== owner && call.parent?.type === 'AssignmentExpression')
    return lifeOf(program, whole, depth + 1)
  const phase = program.phaseOf(call)
  return phase === 'boot' ? 'long' : phase === 'unknown' && !isLocal(program, call) ? 'unclear' : 'short'
}

/** `const order = new Order()` in a function that neither returns it nor leaves it to an inner one. */
function isLocal(program: Program, call: Node): boolean {
  let at = call
  // `new Order().fromRow(row)` mostly hands back the order.
  while (isMember(at.parent) && at.parent.object === at && isCall(at.parent.parent)) at = at.parent.parent
  const { parent } = at
  if (isCall(parent) && parent.parent?.type === 'AwaitExpression') return true
  if (isMember(parent) && parent.object === at) return true
  const binding =
    parent?.type === 'VariableDeclarator' ? program.moduleOf(call).bindingOf.get(parent.id) : undefined
  if (!binding?.scopeFunction) return false
  return binding.refs.every(
    (ref) =>
      enclosingFunction(ref) === binding.scopeFunction &&
      !/^(ReturnStatement|AssignmentExpression)$/.test(ref.parent?.type ?? ''),
  )
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
  const { parent } = owner
  const exported =
    parent?.type === 'ExportDefaultDeclaration'
      ? 'default'
      : parent?.type === 'AssignmentExpression' && isMember(parent.left)
        ? exportPath(parent.left)?.join('.') || 'module.exports'
        : undefined
  return [
    ...(binding ? program.usesOf(binding) : []),
    ...(exported === undefined ? [] : program.usesOfExport(module, exported)),
  ]
}

const isRequestScoped = (program: Program, owner: Node) =>
  (owner.decorators ?? []).some((decorator: Node) =>
    /Scope\.(REQUEST|TRANSIENT|Session|Request|Transient|Operation|Resolution|ContainerScoped)|scope:\s*['"](request|transient)/i.test(
      program.moduleOf(owner).source.slice(decorator.start, decorator.end),
    ),
  )
