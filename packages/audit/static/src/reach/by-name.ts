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
import type { Program } from '../model/program.ts'

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
const maxCandidates = 4

/** Methods by their names, for calls whose receiver nobody can follow: `store.addLine(…)` where `store` is handed in. */
export function createMethodIndex(program: Program) {
  let index: ReadonlyMap<string, Method[]> | undefined
  return { candidates }

  /** Those that may be meant: named so by few only, or belonging to something that is called like the receiver. */
  function candidates(callee: Node): Node[] {
    const name = isMember(callee) ? memberName(callee) : undefined
    if (name === undefined) return []
    index ??= methods()
    const all = index.get(name) ?? []
    const receiver = receiverName(callee.object)
    const named = receiver ? all.filter(({ owners }) => owners.some((owner) => isLike(owner, receiver))) : []
    if (named.length > 0 && named.length <= maxCandidates) return named.map(({ fn }) => fn)
    return common.has(name) || all.length > maxCandidates ? [] : all.map(({ fn }) => fn)
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

const isLike = (owner: string, receiver: string) =>
  receiver.length > 2 && owner.length > 2 && (owner.includes(receiver) || receiver.includes(owner))
