import { isClass, isFunction, type Node } from '../model/ast.ts'

/** A piece of code that runs as a whole: a function, the making of an instance of a class, the top of a module. */
export function unitOf(node: Node): Node {
  let at = node
  for (; at.parent; at = at.parent) {
    const { parent } = at
    if (isFunction(parent) && at !== parent.id) return parent
    if (parent.type === 'PropertyDefinition' && parent.value === at && !parent.static)
      return parent.parent?.parent ?? parent
  }
  return at
}

/** What `new C()` runs: the fields, and the constructor. */
export const constructorOf = (owner: Node): Node | undefined =>
  isClass(owner) ? owner.body.body.find(({ kind }: Node) => kind === 'constructor')?.value : undefined
