import type { Node } from './ast.ts'
import type { Module } from './module.ts'

/** A name that a scope knows, with every place that reads or writes it. */
export interface Binding {
  readonly name: string
  readonly kind: 'import' | 'const' | 'let' | 'var' | 'param' | 'function' | 'class' | 'catch'
  readonly module: Module
  /** The identifier that declares it. */
  readonly node: Node
  /** Where the value comes from: the initialiser, the function, the class, the import declaration. */
  init: Node | undefined
  /** Which part of `init` it is: `['a', 'b']` for `const { a: { b } } = init`; `*` for an unknown part. */
  readonly path: readonly string[]
  /** The function it lives in; undefined at the top of a module. */
  readonly scopeFunction: Node | undefined
  /** Every identifier that means this binding, the declaration itself left out. */
  readonly refs: Node[]
}

export interface Scope {
  readonly parent: Scope | undefined
  readonly isFunctionScope: boolean
  readonly names: Map<string, Binding>
}

export const createScope = (parent: Scope | undefined, isFunctionScope: boolean): Scope => ({
  parent,
  isFunctionScope,
  names: new Map(),
})

export function lookUp(scope: Scope | undefined, name: string): Binding | undefined {
  for (let at = scope; at; at = at.parent) {
    const binding = at.names.get(name)
    if (binding) return binding
  }
  return undefined
}

/** Names in a pattern with the path that leads to each: `{ a: { b }, ...rest }` → b at a.b, rest at *. */
export function* namesIn(
  pattern: Node,
  path: readonly string[] = [],
): Generator<{ node: Node; path: readonly string[] }> {
  switch (pattern.type) {
    case 'Identifier':
      yield { node: pattern, path }
      break
    case 'AssignmentPattern':
      yield* namesIn(pattern.left, path)
      break
    case 'RestElement':
      yield* namesIn(pattern.argument, [...path, '*'])
      break
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        if (element) yield* namesIn(element, [...path, String(index)])
      }
      break
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') yield* namesIn(property, path)
        else yield* namesIn(property.value, [...path, property.key.name ?? String(property.key.value ?? '*')])
      }
      break
    case 'TSParameterProperty':
      yield* namesIn(pattern.parameter, path)
      break
  }
}
