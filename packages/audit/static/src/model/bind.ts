import { visitorKeys } from 'oxc-parser'
import { isClass, isFunction, type Node, unwrap } from './ast.ts'
import { type Binding, createScope, lookUp, namesIn, type Scope } from './bindings.ts'
import type { Module } from './module.ts'

/**
 * Sets every node's parent, declares every name in its scope and ties each identifier to its binding. Two walks: names
 * are declared first, since functions and `var` may be used above their line.
 */
export function bind(module: Module) {
  const scopes = new Map<Node, Scope>()
  const top = createScope(undefined, true)
  declareIn(module.program, { module, scopes, scope: top, fn: undefined })
  resolveIn(module.program, { module, scopes, scope: top })
  for (const [name, binding] of top.names) module.topNames.set(name, binding)
}

interface DeclareContext {
  readonly module: Module
  readonly scopes: Map<Node, Scope>
  readonly scope: Scope
  readonly fn: Node | undefined
}

const blockTypes = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'CatchClause',
  'SwitchStatement',
  'StaticBlock',
  'TSModuleBlock',
])

function declareIn(node: Node, context: DeclareContext) {
  let { scope, fn } = context
  index(node, context.module)
  if (node.type === 'FunctionDeclaration' && node.id) {
    declare(node.id, { ...context, scope }, { kind: 'function', init: node })
  } else if (node.type === 'ClassDeclaration' && node.id) {
    declare(node.id, { ...context, scope }, { kind: 'class', init: node })
  }
  if (isFunction(node)) {
    scope = createScope(scope, true)
    fn = node
    if (node.type === 'FunctionExpression' && node.id) {
      declare(node.id, { ...context, scope, fn }, { kind: 'function', init: node })
    }
    for (const [position, param] of node.params.entries()) {
      for (const { node: name, path } of namesIn(param)) {
        declare(
          name,
          { ...context, scope, fn },
          { kind: 'param', init: undefined, path: [String(position), ...path] },
        )
      }
    }
  } else if (blockTypes.has(node.type) && !isFunction(node.parent)) {
    scope = createScope(scope, false)
    if (node.type === 'CatchClause' && node.param) {
      for (const { node: name } of namesIn(node.param)) {
        declare(name, { ...context, scope, fn }, { kind: 'catch', init: undefined })
      }
    }
  } else if (isClass(node)) {
    scope = createScope(scope, false)
    if (node.type === 'ClassExpression' && node.id) {
      declare(node.id, { ...context, scope, fn }, { kind: 'class', init: node })
    }
  }
  if (scope !== context.scope) context.scopes.set(node, scope)
  const inner = { ...context, scope, fn }
  if (node.type === 'VariableDeclaration') declareVariables(node, inner)
  if (node.type === 'ImportDeclaration') declareImports(node, inner)
  if (node.type === 'TSImportEqualsDeclaration') {
    declare(node.id, inner, { kind: 'import', init: node, path: ['default'] })
  }
  if (node.type === 'TSModuleDeclaration' && !isAmbient(node))
    declare(node.id, inner, { kind: 'const', init: undefined })
  if (node.type === 'TSEnumDeclaration') declare(node.id, inner, { kind: 'const', init: node })
  for (const child of childrenOf(node)) {
    child.parent = node
    declareIn(child, inner)
  }
}

function declareVariables(node: Node, context: DeclareContext) {
  for (const declarator of node.declarations) {
    const loop = node.parent?.type === 'ForOfStatement' && node.parent.left === node ? node.parent : undefined
    for (const { node: name, path } of namesIn(declarator.id)) {
      const init = loop ? loop.right : (declarator.init ?? undefined)
      declare(name, context, {
        kind: node.kind.includes('using') ? 'const' : node.kind,
        init,
        path: loop ? ['*', ...path] : path,
      })
    }
  }
}

function declareImports(node: Node, context: DeclareContext) {
  // A type that is imported runs nothing, but it tells which class a parameter is an instance of.
  if (node.importKind !== 'type') context.module.specifiers.add(node.source.value)
  for (const specifier of node.specifiers) {
    const imported = specifier.imported?.name ?? specifier.imported?.value
    const name =
      specifier.type === 'ImportNamespaceSpecifier'
        ? '*'
        : specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : imported
    declare(specifier.local, context, { kind: 'import', init: node, path: [name] })
  }
}

interface Declared {
  readonly kind: Binding['kind']
  readonly init: Node | undefined
  readonly path?: readonly string[]
}

function declare(node: Node, { module, scope, fn }: DeclareContext, { kind, init, path = [] }: Declared) {
  let home = scope
  if (kind === 'var' || kind === 'function') while (!home.isFunctionScope && home.parent) home = home.parent
  const known = home.names.get(node.name)
  if (known && known.kind !== 'import') {
    // `var x; var x = 1` is one name; the second declaration is a write.
    known.init ??= init
    module.bindingOf.set(node, known)
    return
  }
  const binding: Binding = { name: node.name, kind, module, node, init, path, scopeFunction: fn, refs: [] }
  home.names.set(node.name, binding)
  module.bindings.push(binding)
  module.bindingOf.set(node, binding)
}

function resolveIn(node: Node, context: { module: Module; scopes: Map<Node, Scope>; scope: Scope }) {
  const scope = context.scopes.get(node) ?? context.scope
  if (node.type === 'Identifier' && isReference(node) && !context.module.bindingOf.has(node)) {
    const binding = lookUp(scope, node.name)
    if (binding) {
      binding.refs.push(node)
      context.module.bindingOf.set(node, binding)
    } else context.module.unbound.push(node)
  }
  for (const child of childrenOf(node)) resolveIn(child, { ...context, scope })
}

function isReference(node: Node): boolean {
  const { parent } = node
  if (!parent) return false
  if (parent.type === 'MemberExpression') return parent.computed || parent.object === node
  if (parent.type === 'Property') return parent.computed || parent.value === node
  if (/^(PropertyDefinition|MethodDefinition)$/.test(parent.type))
    return parent.computed || parent.value === node
  if (parent.type === 'ExportSpecifier') return parent.local === node && !parent.parent?.source
  return !/^(LabeledStatement|BreakStatement|ContinueStatement|ImportSpecifier|MetaProperty)$/.test(
    parent.type,
  )
}

function index(node: Node, module: Module) {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      module.calls.push(node)
      noteRequire(node, module)
      break
    case 'ImportExpression':
      if (typeof node.source?.value === 'string') {
        module.specifiers.add(node.source.value)
        module.dynamicImports.push(node)
      }
      break
    case 'MemberExpression':
      module.members.push(node)
      break
    case 'AssignmentExpression':
    case 'UpdateExpression':
      module.assignments.push(node)
      break
    default:
      if (isFunction(node)) module.functions.push(node)
      else if (isClass(node)) module.classes.push(node)
  }
}

function noteRequire(call: Node, module: Module) {
  const callee = unwrap(call.callee)
  const source = call.arguments[0]
  if (callee.name === 'require' && typeof source?.value === 'string') module.specifiers.add(source.value)
}

/** Types say nothing about what runs; leaving them out halves the walk. */
const typeOnly = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSDeclareFunction'])
/** `declare module 'x' { … }` against `namespace Store { … }`, which is code. */
const isAmbient = (node: Node) =>
  node.type === 'TSModuleDeclaration' && (node.declare || node.id.type !== 'Identifier')
const typeKeys = new Set([
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeArguments',
  'implements',
])

export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  if (typeOnly.has(node.type) || isAmbient(node)) return children
  for (const key of visitorKeys[node.type] ?? []) {
    if (typeKeys.has(key)) continue
    const value = node[key]
    if (Array.isArray(value)) {
      for (const child of value) if (child) children.push(child)
    } else if (value) children.push(value)
  }
  return children
}
