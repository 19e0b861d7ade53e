import { isClass, isFunction, memberName, type Node, unwrap } from './ast.ts'
import type { Binding } from './bindings.ts'
import { typeName } from './declared-types.ts'
import type { Module } from './module.ts'
import { returnedBy } from './returned.ts'
import { classOfThis, objectOfThis } from './this.ts'
import { createExportTracer } from './trace-exports.ts'
import { createPartTracer } from './trace-parts.ts'
import { distinct, maxDepth, type Value } from './value.ts'

interface TracerContext {
  moduleOf(node: Node): Module
  resolve(from: Module, specifier: string): Module | undefined
  bindingOf(node: Node): Binding | undefined
}

/** Steps for one question; a program that needs more is one whose answer nobody could follow either. */
const maxSteps = 3000
const literals =
  /^(Literal|ObjectExpression|ArrayExpression|TemplateLiteral|ClassExpression|ClassDeclaration|BinaryExpression|UnaryExpression|UpdateExpression|TSEnumDeclaration)$/

/** Follows an expression back to where its value comes from, across variables, calls and modules. */
export function createTracer({ moduleOf, resolve, bindingOf }: TracerContext) {
  const known = new Map<Node, readonly Value[]>()
  const open = new Set<Node>()
  let steps = 0
  let cuts = 0
  let callSitesOf: (fn: Node) => readonly Node[] = () => []
  const { ofSpecifier, ofExport, ofAnyExport } = createExportTracer({ resolve, follow, down })
  const parts = createPartTracer({ moduleOf, follow, ofExport, ofAnyExport, ofType, mayGoOn })
  return { trace, useCallSites }

  /** The call sites come from a part that needs the tracer, so it is handed in afterwards. */
  function useCallSites(source: typeof callSitesOf) {
    callSitesOf = source
  }

  function trace(node: Node): readonly Value[] {
    steps = 0
    const values = follow(node, 0)
    const modules = values.flatMap((value) => (value.kind === 'module' ? [value.module] : []))
    return modules.length > 0 ? distinct([...values, ...modules.flatMap(handedOut)]) : values
  }

  /** `module.exports = new EventEmitter()`, `module.exports = (db) => …`: who requires the module has just that. */
  function handedOut(module: Module): Value[] {
    return [...ofExport(module, 'module.exports', 1)].filter(
      (value) =>
        value.kind === 'external' ||
        value.kind === 'instance' ||
        (value.kind === 'node' && (isFunction(value.node) || isClass(value.node))),
    )
  }

  function mayGoOn(): boolean {
    if (steps++ <= maxSteps) return true
    cuts++
    return false
  }

  function follow(node: Node, depth: number): readonly Value[] {
    const stored = known.get(node)
    if (stored) return stored
    if (depth > maxDepth || open.has(node)) {
      cuts++
      return []
    }
    if (!mayGoOn()) return []
    open.add(node)
    const cutsBefore = cuts
    const values = distinct(step(node, depth + 1))
    open.delete(node)
    // An answer that was cut short holds for this way here only, unless it is the answer to the whole question.
    if (cuts === cutsBefore || open.size === 0) known.set(node, values)
    return values
  }

  function down(values: Iterable<Value>, path: readonly string[], depth: number): Iterable<Value> {
    return parts.down(values, path, depth)
  }

  function* step(node: Node, depth: number): Iterable<Value> {
    const inner = unwrap(node)
    if (inner !== node) return yield* follow(inner, depth)
    if (isFunction(node) || isClass(node) || literals.test(node.type)) return yield { kind: 'node', node }
    switch (node.type) {
      case 'Identifier':
        return yield* ofIdentifier(node, depth)
      case 'MemberExpression':
        return yield* ofMember(node, depth)
      case 'CallExpression':
        return yield* ofCall(node, depth)
      case 'NewExpression':
        return yield* ofNew(node, depth)
      case 'ImportExpression':
        return yield* ofSpecifier(moduleOf(node), node.source?.value, node)
      case 'LogicalExpression':
        yield* follow(node.left, depth)
        return yield* follow(node.right, depth)
      case 'ConditionalExpression':
        yield* follow(node.consequent, depth)
        return yield* follow(node.alternate, depth)
      case 'AssignmentExpression':
        return yield* follow(node.right, depth)
      case 'SequenceExpression':
        return yield* follow(node.expressions.at(-1), depth)
      case 'ThisExpression': {
        const owner = classOfThis(node)
        const object = objectOfThis(node)
        if (owner) yield { kind: 'instance', of: owner, node }
        else if (object) yield { kind: 'node', node: object }
      }
    }
  }

  function* ofIdentifier(node: Node, depth: number): Iterable<Value> {
    const binding = bindingOf(node)
    if (binding) return yield* ofBinding(binding, depth)
    if (node.name === 'module' || node.name === 'exports') return
    yield { kind: 'external', root: `global:${node.name}`, chain: [], node }
  }

  function* ofBinding(binding: Binding, depth: number): Iterable<Value> {
    const { kind, init, path } = binding
    if (kind === 'import') return yield* ofImport(binding, depth)
    if (kind === 'param') yield* ofParam(binding, depth)
    else if (init) yield* down(follow(init, depth), path, depth)
    for (const ref of binding.refs) {
      const { parent } = ref
      if (parent?.type === 'AssignmentExpression' && parent.left === ref && parent.operator !== '+=')
        yield* follow(parent.right, depth)
    }
  }

  function* ofImport({ init, path, module }: Binding, depth: number): Iterable<Value> {
    if (!init) return
    const specifier = init.source?.value ?? init.moduleReference?.expression?.value
    const name = path[0] ?? 'default'
    for (const value of ofSpecifier(module, specifier, init)) {
      if (name === '*') yield value
      else if (value.kind === 'module') yield* ofExport(value.module, name, depth)
      else yield* down([value], name === 'default' ? [] : [name], depth)
    }
  }

  function* ofParam(binding: Binding, depth: number): Iterable<Value> {
    const [position = '0', ...path] = binding.path
    const fn = binding.scopeFunction
    let found = false
    if (fn && depth < maxDepth - 4) {
      for (const site of callSitesOf(fn).slice(0, 4)) {
        const argument = site.arguments[Number(position)]
        if (!argument) continue
        found = true
        yield* down(follow(argument, depth + 2), path, depth + 2)
      }
      const fallback = fn.params[Number(position)]
      if (!found && fallback?.type === 'AssignmentPattern')
        yield* down(follow(fallback.right, depth), path, depth)
    }
    if (found) return
    const typed = path.length === 0 ? [...ofType(binding.node, binding.module, depth)] : []
    if (typed.length > 0) yield* typed
    else yield { kind: 'param', binding, chain: path }
  }

  /** `(store: CartStore)`: an instance of that class, as far as the program has it. */
  function* ofType(declared: Node, module: Module, depth: number): Iterable<Value> {
    const name = typeName(declared.typeAnnotation?.typeAnnotation)
    const binding = name === undefined ? undefined : module.topNames.get(name)
    if (!binding) return
    for (const value of binding.kind === 'class' && binding.init
      ? [{ kind: 'node', node: binding.init } as const]
      : ofBinding(binding, depth + 1)) {
      if (value.kind === 'node' && isClass(value.node))
        yield { kind: 'instance', of: value.node, node: declared }
      if (value.kind === 'external') yield { ...value, chain: [...value.chain, 'typed'], node: declared }
    }
  }

  function* ofMember(node: Node, depth: number): Iterable<Value> {
    const name = memberName(node) ?? '*'
    if (
      node.object.type === 'Identifier' &&
      node.object.name === 'module' &&
      name === 'exports' &&
      !bindingOf(node.object)
    ) {
      return yield { kind: 'module', module: moduleOf(node) }
    }
    yield* down(follow(node.object, depth), [name], depth)
  }

  function* ofCall(node: Node, depth: number): Iterable<Value> {
    const callee = unwrap(node.callee)
    if (callee.type === 'Identifier' && callee.name === 'require' && !bindingOf(callee)) {
      return yield* ofSpecifier(moduleOf(node), node.arguments[0]?.value, node)
    }
    for (const value of follow(callee, depth)) {
      if (value.kind === 'external') {
        const chain = [...value.chain, '()']
        const passed = passesThrough(value.root, value.chain) ? node.arguments[0] : undefined
        if (passed) yield* follow(passed, depth)
        else yield { ...value, chain, node }
      } else if (value.kind === 'param') yield { ...value, chain: [...value.chain, '()'] }
      else if (value.kind === 'node' && isFunction(value.node)) yield* ofReturn(value.node, depth)
      else if (value.kind === 'module')
        for (const fn of ofExport(value.module, 'default', depth))
          if (fn.kind === 'node' && isFunction(fn.node)) yield* ofReturn(fn.node, depth)
    }
  }

  function* ofReturn(fn: Node, depth: number): Iterable<Value> {
    if (fn.body?.type !== 'BlockStatement') return yield* follow(fn.body, depth)
    for (const returned of returnedBy(fn)) yield* follow(returned, depth)
  }

  function* ofNew(node: Node, depth: number): Iterable<Value> {
    for (const value of follow(node.callee, depth)) {
      if (value.kind === 'external') yield { ...value, chain: [...value.chain, 'new'], node }
      else if (value.kind === 'node' && (isClass(value.node) || isFunction(value.node))) {
        yield { kind: 'instance', of: value.node, node }
      } else if (value.kind === 'module') {
        for (const made of ofExport(value.module, 'default', depth)) {
          if (made.kind === 'node' && isClass(made.node)) yield { kind: 'instance', of: made.node, node }
        }
      }
    }
  }
}

/** Calls that hand back their first argument, as far as we care. */
function passesThrough(root: string, chain: readonly string[]) {
  const name = [root, ...chain].join('.')
  return /^(global:Object\.(freeze|seal)|util\.promisify|bluebird\.promisifyAll|pify|fastify-plugin|global:Promise\.resolve)$/.test(
    name,
  )
}
