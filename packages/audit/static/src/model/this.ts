import { addTo, groupBy } from '../group.ts'
import {
  enclosingClass,
  enclosingObject,
  isClass,
  isFunction,
  isMember,
  memberName,
  type Node,
} from './ast.ts'

/** The class that `this` is an instance of at this node. */
export function classOfThis(node: Node): Node | undefined {
  return enclosingClass(node)
}

/** The object literal that `this` means at this node. */
export const objectOfThis = (node: Node): Node | undefined => enclosingObject(node)

/** True where `this` is the class itself. */
export function isStaticThis(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'StaticBlock') return true
    if (/^(MethodDefinition|PropertyDefinition)$/.test(at.type)) return Boolean(at.static)
    if (isClass(at)) return false
  }
  return false
}

/** `module.exports = function Store() { this.items = [] }`: a function with a capital that is handed out as it is. */
export function expressionOfThis(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (isClass(at)) return undefined
    if (!isFunction(at) || at.type === 'ArrowFunctionExpression') continue
    const isNamed = at.type === 'FunctionExpression' && /^[A-Z]/.test(at.id?.name ?? '')
    return isNamed && at.parent?.type === 'AssignmentExpression' ? at : undefined
  }
  return undefined
}

/** `function Store() { this.items = [] }`, `Store.prototype.add = function () { this.items.push() }` → Store's name. */
export function constructorOfThis(node: Node): string | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (isClass(at)) return undefined
    if (!isFunction(at) || at.type === 'ArrowFunctionExpression') continue
    if (at.type === 'FunctionDeclaration' && /^[A-Z]/.test(at.id?.name ?? '')) return at.id.name
    const { parent } = at
    if (parent?.type === 'AssignmentExpression' && isMember(parent.left) && isMember(parent.left.object)) {
      const { object } = parent.left
      if (memberName(object) === 'prototype' && object.object.type === 'Identifier') return object.object.name
    }
    return undefined
  }
  return undefined
}

const knownMembers = new WeakMap<readonly Node[], ReadonlyMap<Node, Node[]>>()

/** The members of a module that are read from `this`, by the class that `this` is an instance of. */
export function thisMembersOf(owner: Node, members: readonly Node[]): readonly Node[] {
  let byOwner = knownMembers.get(members)
  if (!byOwner) {
    const found = new Map<Node, Node[]>()
    for (const member of members) {
      const home = member.object.type === 'ThisExpression' ? enclosingClass(member.object) : undefined
      if (home) addTo(found, home, member)
    }
    byOwner = found
    knownMembers.set(members, byOwner)
  }
  return byOwner.get(owner) ?? []
}

const byObject = new WeakMap<readonly Node[], ReadonlyMap<string | undefined, Node[]>>()

/** `Store.items`: what is read from a name of the module. */
export function membersOn(name: string | undefined, members: readonly Node[]): readonly Node[] {
  const groups = byObject.get(members) ?? groupBy(members, ({ object }) => object.name as string | undefined)
  byObject.set(members, groups)
  return (name !== undefined && groups.get(name)) || []
}
