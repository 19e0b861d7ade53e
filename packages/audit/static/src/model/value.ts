import type { Node } from './ast.ts'
import type { Binding } from './bindings.ts'
import type { Module } from './module.ts'

/** What an expression stands for, as far as reading the program tells. */
export type Value =
  /** Something of a package, of Node or of the language: `express-session`, `()`; `global:Map`, `new`. */
  | {
      readonly kind: 'external'
      readonly root: string
      readonly chain: readonly string[]
      readonly node: Node
    }
  /** A literal, function, class or object of the program itself. */
  | { readonly kind: 'node'; readonly node: Node }
  /** An instance of a class of the program. */
  | { readonly kind: 'instance'; readonly of: Node; readonly node: Node }
  /** A whole module. */
  | { readonly kind: 'module'; readonly module: Module }
  /** A parameter whose argument is not known, and what is read from it. */
  | { readonly kind: 'param'; readonly binding: Binding; readonly chain: readonly string[] }

/** How many steps deep an expression is followed. */
export const maxDepth = 14
/** At most `maxValues`: an expression that may be more things tells nothing. */
const maxValues = 8

export function distinct(values: Iterable<Value>): Value[] {
  const found: Value[] = []
  for (const value of values) {
    if (found.some((other) => isSame(other, value))) continue
    found.push(value)
    if (found.length === maxValues) break
  }
  return found
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'external')
    return (
      b.kind === 'external' && a.root === b.root && a.node === b.node && a.chain.join() === b.chain.join()
    )
  if (a.kind === 'param')
    return b.kind === 'param' && a.binding === b.binding && a.chain.join() === b.chain.join()
  if (a.kind === 'module') return b.kind === 'module' && a.module === b.module
  if (a.kind === 'instance') return b.kind === 'instance' && a.of === b.of
  return b.kind === 'node' && a.node === b.node
}
