import {
  isCall,
  isClass,
  isFunction,
  isMember,
  keyName,
  memberName,
  type Node,
  unwrap,
} from '../model/ast.ts'
import type { Program } from '../model/program.ts'

/** A function inside what a call is given, and the key that it stands under. */
export interface Handed {
  readonly fn: Node
  readonly key: string | undefined
}

const maxDepth = 5
/** An argument with more in it is a table of settings, and its first functions tell enough. */
const maxLooks = 200
const known = new WeakMap<Program, Map<Node, readonly Handed[]>>()

/** The functions in an argument: written there, named, bound, wrapped by another call, in a list or an object. */
export function handedIn(program: Program, argument: Node): readonly Handed[] {
  const ofProgram = known.get(program) ?? new Map<Node, readonly Handed[]>()
  known.set(program, ofProgram)
  const stored = ofProgram.get(argument)
  if (stored) return stored
  const found = collect(program, argument)
  ofProgram.set(argument, found)
  return found
}

function collect(program: Program, argument: Node): Handed[] {
  const found: Handed[] = []
  const seen = new Set<Node>()
  look(argument, undefined, 0)
  return found

  function look(place: Node, key: string | undefined, depth: number) {
    const node = unwrap(place)
    if (depth > maxDepth || seen.size > maxLooks || seen.has(node)) return
    seen.add(node)
    if (isFunction(node)) found.push({ fn: node, key })
    else if (node.type === 'ArrayExpression')
      for (const element of node.elements) element && look(element, key, depth + 1)
    else if (node.type === 'SpreadElement') look(node.argument, key, depth + 1)
    else if (node.type === 'ObjectExpression')
      for (const property of node.properties)
        look(property.argument ?? property.value, keyName(property) ?? key, depth + 1)
    else if (isCall(node)) intoCall(node, key, depth)
    else if (node.type === 'Identifier' || isMember(node)) intoValues(node, key, depth)
  }

  function intoCall(call: Node, key: string | undefined, depth: number) {
    if (isMember(call.callee) && memberName(call.callee) === 'bind')
      return look(call.callee.object, key, depth + 1)
    for (const inner of call.arguments) look(inner, key, depth + 1)
    intoValues(call, key, depth)
  }

  function intoValues(node: Node, key: string | undefined, depth: number) {
    for (const value of program.trace(node)) {
      if (value.kind === 'instance') methodsOf(value.of)
      // `const upload = wrap(handler)`, `const router = os.router({ … })`
      else if (value.kind === 'external' && isCall(value.node)) look(value.node, key, depth + 1)
      else if (value.kind === 'node' && !isClass(value.node)) look(value.node, key, depth + 1)
    }
  }

  /** Whoever is handed an instance calls its methods. */
  function methodsOf(owner: Node) {
    if (seen.has(owner)) return
    seen.add(owner)
    for (const member of owner.body?.body ?? [])
      if (member.kind === 'method' && isFunction(member.value))
        found.push({ fn: member.value, key: keyName(member) })
  }
}
