import { basename } from 'node:path/posix'
import { addTo } from '../group.ts'
import {
  enclosingClass,
  enclosingFunction,
  isFunction,
  isMember,
  keyName,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import { fieldDeclarations, typeName } from '../model/declared-types.ts'
import type { Program } from '../model/program.ts'
import { ownerOfMethod } from './made.ts'

interface Method {
  readonly fn: Node
  /** What it belongs to, in small letters: its class, its variable, the function around it, its file. */
  readonly owners: readonly string[]
}

/** Methods of so many things that a name alone says nothing. */
const common = new Set(
  'get set add has delete push pop shift map filter find forEach some every reduce then catch finally emit on once off send json end write close log info error warn debug trace call apply bind join split replace test exec match slice keys values entries toString includes concat update create save remove insert query run start stop init load open read list count clear reset next done resolve reject execute handle process validate parse format render connect fetch request post put patch use all type name value id key status header sort flat trim at from of is'.split(
    ' ',
  ),
)
/** An interface with more classes behind it says nothing. */
const maxHeirs = 8

/** Methods by the type or the name of their receiver, for calls that nobody can follow: `store.addLine(…)` where `store` is handed in. */
export function createMethodIndex(program: Program) {
  let index: ReadonlyMap<string, Method[]> | undefined
  let heirs: ReadonlyMap<string, Node[]> | undefined
  return { candidates, overridesOf }

  /** Those that are meant: of the receiver's type, or the only one of this name that belongs to something called like it. */
  function candidates(callee: Node): Node[] {
    const name = isMember(callee) ? memberName(callee) : undefined
    if (name === undefined) return []
    const type = typeOf(unwrap(callee.object))
    const typed = type === undefined ? [] : methodsOf(heirsOf(type), name)
    if (typed.length > 0) return typed
    index ??= methods()
    const near = (index.get(name) ?? []).filter(({ fn }) => program.isSameApp(fn, callee))
    const receiver = receiverName(callee.object)
    const named = receiver ? near.filter(({ owners }) => owners.some((owner) => isLike(owner, receiver))) : []
    if (named.length > 0) return only(named)
    return common.has(name) ? [] : only(near)
  }

  /** `class S3 extends Storage { write() {} }`: a call of the `write` of Storage may mean that one. */
  function overridesOf(fn: Node): Node[] {
    const owner = ownerOfMethod(fn)
    const name = keyName(fn.parent ?? fn)
    return owner?.id && name !== undefined
      ? methodsOf(heirsOf(owner.id.name), name).filter((other) => other !== fn)
      : []
  }

  /** Classes that say that they are one: of this name, or with it behind `extends` or `implements`. */
  function heirsOf(type: string): readonly Node[] {
    heirs ??= classesByType(program)
    const found = heirs.get(type) ?? []
    return found.length > maxHeirs ? [] : found
  }

  /** What a name or a field is declared to be. */
  function typeOf(object: Node): string | undefined {
    if (object.type === 'Identifier')
      return typeName(program.bindingOf(object)?.node.typeAnnotation?.typeAnnotation)
    if (!isMember(object) || object.object.type !== 'ThisExpression') return undefined
    const owner = enclosingClass(object)
    const [declared] = owner ? fieldDeclarations(owner, memberName(object) ?? '') : []
    return typeName(declared?.typeAnnotation?.typeAnnotation)
  }

  function methods() {
    const found = new Map<string, Method[]>()
    for (const module of program.modules) {
      const file = basename(module.file)
        .replace(/\.\w+$/, '')
        .toLowerCase()
      for (const fn of module.functions) {
        const name = nameOfMethod(fn)
        if (name) addTo(found, name, { fn, owners: [...ownersOf(fn), file] })
        // `return { save }` with `function save() {}` beside it.
        const binding = fn.id ? module.bindingOf.get(fn.id) : undefined
        const isHandedOut = binding?.refs.some(
          ({ parent }) => parent?.type === 'Property' && parent.parent?.type === 'ObjectExpression',
        )
        if (binding && isHandedOut) addTo(found, binding.name, { fn, owners: [...ownersOf(fn), file] })
      }
    }
    return found
  }
}

/** `function save() {}` and the property that hands it out are one. */
const only = (methods: readonly Method[]): Node[] => {
  const found = [...new Set(methods.map(({ fn }) => fn))]
  return found.length === 1 ? found : []
}

const methodsOf = (owners: readonly Node[], name: string): Node[] =>
  owners.flatMap((owner) =>
    owner.body.body.flatMap((member: Node) =>
      keyName(member) === name && isFunction(member.value) ? [member.value] : [],
    ),
  )

function classesByType({ modules }: Program): ReadonlyMap<string, Node[]> {
  const found = new Map<string, Node[]>()
  for (const owner of modules.flatMap(({ classes }) => classes)) {
    const types = [
      owner.id,
      owner.superClass,
      ...(owner.implements ?? []).map(({ expression }: Node) => expression),
    ]
    for (const name of new Set(types.map((type) => type?.name)))
      if (typeof name === 'string') addTo(found, name, owner)
  }
  return found
}

function nameOfMethod(fn: Node): string | undefined {
  const { parent } = fn
  if (!parent) return undefined
  if (/^(MethodDefinition|PropertyDefinition|Property)$/.test(parent.type) && parent.value === fn)
    return keyName(parent)
  return parent.type === 'AssignmentExpression' && parent.right === fn && isMember(parent.left)
    ? memberName(parent.left)
    : undefined
}

function ownersOf(fn: Node): string[] {
  const { parent } = fn
  const object = parent?.type === 'Property' ? parent.parent?.parent : undefined
  const around = enclosingFunction(fn)
  const names = [
    enclosingClass(fn)?.id?.name,
    object?.type === 'VariableDeclarator' ? object.id.name : undefined,
    around?.id?.name,
    around?.parent?.type === 'VariableDeclarator' ? around.parent.id.name : undefined,
    parent?.type === 'AssignmentExpression' ? receiverName(parent.left.object) : undefined,
  ]
  return names.flatMap((name) => (typeof name === 'string' ? [name.toLowerCase()] : []))
}

/** `this.cartStore` → cartstore; `getCarts()` → carts; `Registry.getInstance()` → registry */
function receiverName(object: Node): string | undefined {
  const node = unwrap(object)
  if (isFunction(node)) return undefined
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined
  if (callee && isMember(callee) && /^(get|getInstance|instance|resolve)$/.test(memberName(callee) ?? ''))
    return receiverName(callee.object)
  const named = callee ?? node
  const name = isMember(named) ? memberName(named) : named.name
  return typeof name === 'string' ? name.replace(/^[_#]+|^get(?=[A-Z])/g, '').toLowerCase() : undefined
}

/** `carts` and `cartstore`, `orderservice` and `order`; a suffix such as `client` fits too many. */
const isLike = (owner: string, receiver: string) =>
  receiver.length > 2 &&
  owner.length > 2 &&
  (owner.startsWith(receiver) ||
    receiver.startsWith(owner) ||
    (Math.min(owner.length, receiver.length) > 6 && (owner.endsWith(receiver) || receiver.endsWith(owner))))
