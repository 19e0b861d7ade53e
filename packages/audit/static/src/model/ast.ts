/**
 * A node of the ESTree that oxc-parser makes, with its parent. The tree is read by shape, as every rule asks for a few
 * fields of a few types; a union of two hundred types would say nothing here.
 */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  parent?: Node
  // biome-ignore lint/suspicious/noExplicitAny: the fields of a node depend on its type
  [field: string]: any
}

/** A node known to be of one of these types; the guards below tell. */
type NodeOf<T extends string> = Node & { readonly type: T }

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
const wrappers = new Set([
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ChainExpression',
  'AwaitExpression',
])

export const isFunction = (
  node: Node | undefined,
): node is NodeOf<'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression'> =>
  !!node && functionTypes.has(node.type)
export const isClass = (node: Node | undefined): node is NodeOf<'ClassDeclaration' | 'ClassExpression'> =>
  node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression'
export const isCall = (node: Node | undefined): node is NodeOf<'CallExpression' | 'NewExpression'> =>
  node?.type === 'CallExpression' || node?.type === 'NewExpression'
export const isMember = (node: Node | undefined): node is NodeOf<'MemberExpression'> =>
  node?.type === 'MemberExpression'
/** Nodes that stand around a value without changing which value it is: parentheses, type casts, `await`, `?.`. */
export const isWrapper = (node: Node | undefined): node is NodeOf<'AwaitExpression' | 'ChainExpression'> =>
  !!node && wrappers.has(node.type)

export function unwrap(node: Node): Node {
  let inner = node
  while (isWrapper(inner)) inner = inner.expression ?? inner.argument
  return inner
}

/** The function whose body runs this node, or undefined for the top of the module and for fields of a class. */
export function enclosingFunction(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at
  return undefined
}

export function enclosingClass(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (isClass(at)) return at
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression' && !isMethodValue(at)) return undefined
  }
  return undefined
}

/** The object literal whose methods `this` means at this node. */
export function enclosingObject(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (isClass(at)) return undefined
    if (!isFunction(at) || at.type === 'ArrowFunctionExpression') continue
    return at.parent?.type === 'Property' && at.parent.value === at ? at.parent.parent : undefined
  }
  return undefined
}

export const isMethodValue = (node: Node) =>
  node.parent?.type === 'MethodDefinition' || node.parent?.type === 'PropertyDefinition'

/** `a.b`, `a['b']` → `b`; undefined where the name is computed at run time. */
export function memberName(node: Node): string | undefined {
  if (node.property.type === 'PrivateIdentifier') return `#${node.property.name}`
  return node.computed ? computedName(unwrap(node.property)) : node.property.name
}

/** `rooms['main']`, `app[kVisits]` and `globalThis[Symbol.for('jobs')]`: a key that is the same with every run. */
function computedName(key: Node): string | undefined {
  if (key.type === 'Literal') return String(key.value)
  if (key.type === 'Identifier') return /^k[A-Z]/.test(key.name) ? `@@${key.name}` : undefined
  const isSymbol =
    key.type === 'CallExpression' && isMember(key.callee) && key.callee.object.name === 'Symbol'
  return isSymbol && key.arguments[0]?.type === 'Literal' ? `@@${key.arguments[0].value}` : undefined
}

/** The name of a property of an object literal, a class or a pattern. */
export function keyName(property: Node): string | undefined {
  const { key } = property
  if (!key) return undefined
  if (key.type === 'Literal') return String(key.value)
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  return property.computed ? computedName(unwrap(key)) : key.name
}

/** The name that a call is made by: `a.b.c()` → `c`, `f()` → `f`. */
export function calledName(call: Node): string | undefined {
  const callee = unwrap(call.callee)
  if (callee.type === 'Identifier') return callee.name
  return isMember(callee) ? memberName(callee) : undefined
}

export function isInside(node: Node, ancestor: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) if (at === ancestor) return true
  return false
}

/** The statement that a node is part of. */
export function statementOf(node: Node): Node {
  let at = node
  while (at.parent && !/Statement$|^(Program|VariableDeclaration|ClassBody|StaticBlock)$/.test(at.type)) {
    if (at.parent.type === 'Program' || at.parent.type === 'ClassBody') return at
    at = at.parent
  }
  return at
}
