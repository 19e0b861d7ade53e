import { addTo } from '../group.ts'
import { isCall, isMember, isWrapper, keyName, memberName, type Node } from './ast.ts'
import { type Binding, namesIn } from './bindings.ts'
import { exportPath } from './exports.ts'
import type { Module } from './module.ts'

interface UsesContext {
  readonly modules: readonly Module[]
  moduleOf(node: Node): Module
  resolve(from: Module, specifier: string): Module | undefined
  importersOf(module: Module): readonly Module[]
  bindingOf(node: Node): Binding | undefined
}

interface Imports {
  readonly bindings: Binding[]
  /** `require('./x')`, `import('./x')` */
  readonly wholes: Node[]
}

/** Who uses a name, a function or an export, in any module. */
export function createUses({ modules, moduleOf, resolve, importersOf, bindingOf }: UsesContext) {
  const known = new Map<Binding, readonly Node[]>()
  const ofExport = new Map<string, readonly Node[]>()
  const sites = new Map<Node, readonly Node[]>()
  const exported = new Map<Module, Map<Binding, string[]>>()
  const imports = new Map<Module, ReadonlyMap<Module, Imports>>()
  let methodCalls: Map<string, Node[]> | undefined
  let members: Map<string, Node[]> | undefined
  return { membersByName, usesOf, usesOfFunction, usesOfExport, callSitesOf, callsByName, exportNamesOf }

  function usesOf(binding: Binding): readonly Node[] {
    const stored = known.get(binding)
    if (stored) return stored
    known.set(binding, binding.refs)
    const outside = exportNamesOf(binding).flatMap((name) => [...usesOfExport(binding.module, name)])
    const all = outside.length > 0 ? [...binding.refs, ...outside] : binding.refs
    known.set(binding, all)
    return all
  }

  /** The names under which a module hands out a binding. */
  function exportNamesOf(binding: Binding): string[] {
    const names = exported.get(binding.module) ?? exportedBindings(binding.module)
    exported.set(binding.module, names)
    return names.get(binding) ?? []
  }

  function exportedBindings({ exports, bindingOf: own }: Module): Map<Binding, string[]> {
    const names = new Map<Binding, string[]>()
    const add = (node: Node | undefined, name: string | undefined) => {
      const binding = node?.type === 'Identifier' ? own.get(node) : undefined
      if (binding && name !== undefined) addTo(names, binding, name)
    }
    for (const [name, values] of exports) {
      for (const value of values) {
        if (value.kind !== 'node') continue
        add(value.node, name)
        if (/^(module\.exports|default)$/.test(name) && value.node.type === 'ObjectExpression')
          for (const property of value.node.properties) add(property.value, keyName(property))
      }
    }
    return names
  }

  /** What a module does with the modules that it imports, by module. */
  function importsOf(importer: Module): ReadonlyMap<Module, Imports> {
    const stored = imports.get(importer)
    if (stored) return stored
    const found = new Map<Module, Imports>()
    imports.set(importer, found)
    const of = (specifier: unknown) => {
      const target = typeof specifier === 'string' ? resolve(importer, specifier) : undefined
      if (!target) return undefined
      const known = found.get(target) ?? { bindings: [], wholes: [] }
      found.set(target, known)
      return known
    }
    for (const binding of importer.bindings)
      if (binding.kind === 'import')
        of(binding.init?.source?.value ?? binding.init?.moduleReference?.expression?.value)?.bindings.push(
          binding,
        )
    for (const call of importer.calls)
      if (call.callee.name === 'require') of(call.arguments[0]?.value)?.wholes.push(call)
    for (const whole of importer.dynamicImports) of(whole.source.value)?.wholes.push(whole)
    return found
  }

  function usesOfExport(module: Module, name: string): readonly Node[] {
    const key = `${module.absolute}\0${name}`
    const stored = ofExport.get(key)
    if (stored) return stored
    ofExport.set(key, [])
    const found: Node[] = []
    for (const importer of importersOf(module)) {
      const { bindings = [], wholes = [] } = importsOf(importer).get(module) ?? {}
      for (const binding of bindings) found.push(...usesOfImport(binding, name))
      for (const whole of wholes) found.push(...usesOfWhole(whole, name))
      for (const [as, values] of importer.exports) {
        for (const value of values) {
          if (value.kind === 'from' && value.name === name && resolve(importer, value.specifier) === module)
            found.push(...usesOfExport(importer, as))
        }
      }
      if (importer.reexportsAll.some((specifier) => resolve(importer, specifier) === module))
        found.push(...usesOfExport(importer, name))
    }
    ofExport.set(key, found)
    return found
  }

  function usesOfImport(binding: Binding, name: string): Node[] {
    const imported = binding.path[0]
    if (imported === name || (imported === 'default' && name === 'module.exports'))
      return [...usesOf(binding)]
    if (imported === '*' || imported === 'default')
      return usesOf(binding).flatMap((ref) => usesOfWhole(ref, name))
    return []
  }

  /** `whole` means a module; finds what means its export `name`. */
  function usesOfWhole(whole: Node, name: string): Node[] {
    let at = whole
    while (isWrapper(at.parent)) at = at.parent
    const { parent } = at
    if (!parent) return []
    if (isMember(parent) && parent.object === at) {
      if (name === 'module.exports') return memberName(parent) === 'default' ? [parent] : [at]
      return memberName(parent) === name || memberName(parent) === undefined ? [parent] : []
    }
    if (parent.type === 'VariableDeclarator' && parent.init === at) {
      if (parent.id.type === 'Identifier') {
        const binding = moduleOf(parent).bindingOf.get(parent.id)
        if (!binding) return []
        return name === 'module.exports'
          ? [...usesOf(binding)]
          : usesOf(binding).flatMap((ref) => usesOfWhole(ref, name))
      }
      return [...namesIn(parent.id)].flatMap(({ node, path }) => {
        const binding = path.length === 1 && path[0] === name ? moduleOf(node).bindingOf.get(node) : undefined
        return binding ? [...usesOf(binding)] : []
      })
    }
    // `module.exports = remote || local`
    if (parent.type === 'LogicalExpression' || parent.type === 'ConditionalExpression')
      return parent.test === at ? [] : usesOfWhole(parent, name)
    if (parent.type === 'AssignmentExpression' && isExportsOf(parent.left) && isChoice(at))
      return [...usesOfExport(moduleOf(parent), 'module.exports')].flatMap((use) => usesOfWhole(use, name))
    return name === 'module.exports' ? [at] : []
  }

  function usesOfFunction(fn: Node): readonly Node[] {
    const { parent } = fn
    const module = moduleOf(fn)
    if (fn.type === 'FunctionDeclaration' && fn.id) {
      const binding = module.bindingOf.get(fn.id)
      const asDefault = parent?.type === 'ExportDefaultDeclaration' ? usesOfExport(module, 'default') : []
      return binding ? [...usesOf(binding), ...asDefault] : asDefault
    }
    if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
      const binding = module.bindingOf.get(parent.id)
      return binding ? usesOf(binding) : []
    }
    if (parent?.type === 'ExportDefaultDeclaration') return usesOfExport(module, 'default')
    if (parent?.type === 'AssignmentExpression' && parent.right === fn) return usesOfAssigned(parent, module)
    if (parent?.type === 'Property' && parent.value === fn) return usesOfProperty(parent, module)
    return []
  }

  function usesOfAssigned({ left, parent }: Node, module: Module): readonly Node[] {
    if (left.type === 'Identifier') {
      const binding = bindingOf(left)
      return binding ? usesOf(binding).filter((use) => use !== left) : []
    }
    if (!isMember(left)) return []
    const path = exportPath(left)
    const chained = parent?.type === 'AssignmentExpression' ? usesOfAssigned(parent, module) : []
    if (path?.length === 0) return [...usesOfExport(module, 'module.exports'), ...chained]
    if (path?.length === 1 && path[0])
      return [...usesOfExport(module, path[0]), ...ownExportUses(module, path[0]), ...chained]
    return []
  }

  /** `exports.a` used inside its own module. */
  function ownExportUses(module: Module, name: string): Node[] {
    return module.members.filter((node) => node.parent?.left !== node && exportPath(node)?.join('.') === name)
  }

  function usesOfProperty(property: Node, module: Module): readonly Node[] {
    const name = keyName(property)
    const object = property.parent
    if (name === undefined || !object) return []
    const holder = object.parent
    const isExported =
      holder?.type === 'ExportDefaultDeclaration' ||
      (holder?.type === 'AssignmentExpression' &&
        isMember(holder.left) &&
        exportPath(holder.left)?.length === 0)
    return isExported
      ? [
          ...usesOfExport(module, name),
          ...usesOfExport(module, 'default').flatMap((use) => usesOfWhole(use, name)),
        ]
      : []
  }

  function callSitesOf(fn: Node): readonly Node[] {
    const stored = sites.get(fn)
    if (stored) return stored
    sites.set(fn, [])
    const owner = fn.parent?.kind === 'constructor' ? fn.parent.parent?.parent : undefined
    const found = owner ? newsOf(owner) : usesOfFunction(fn).flatMap((use) => callOf(use) ?? [])
    if (fn.parent && isCall(fn.parent) && fn.parent.callee === fn) found.push(fn.parent)
    sites.set(fn, found)
    return found
  }

  /** Where instances of a class are made: what the constructor is given. */
  function newsOf(owner: Node): Node[] {
    const binding = owner.id ? moduleOf(owner).bindingOf.get(owner.id) : undefined
    const calls = (binding ? usesOf(binding) : []).flatMap((use) => callOf(use) ?? [])
    return calls.filter(({ type }) => type === 'NewExpression')
  }

  /** Every member expression with this name, in any module. */
  function membersByName(name: string): readonly Node[] {
    if (!members) {
      members = new Map()
      for (const member of modules.flatMap((module) => module.members)) {
        const key = memberName(member)
        if (key === undefined) continue
        addTo(members, key, member)
      }
    }
    return members.get(name) ?? []
  }

  /** Every call of a member with this name, in any module. */
  function callsByName(name: string): readonly Node[] {
    if (!methodCalls) {
      methodCalls = new Map()
      for (const module of modules) {
        for (const call of module.calls) {
          const callee = call.callee.type === 'ChainExpression' ? call.callee.expression : call.callee
          const called = isMember(callee) ? memberName(callee) : undefined
          if (called !== undefined) addTo(methodCalls, called, call)
        }
      }
    }
    return methodCalls.get(name) ?? []
  }
}

const isExportsOf = (left: Node) => isMember(left) && exportPath(left)?.length === 0
const isChoice = ({ type }: Node) => type === 'LogicalExpression' || type === 'ConditionalExpression'

/** The call that a use of a function is the callee of. */
export function callOf(use: Node): Node | undefined {
  let at = use
  while (isWrapper(at.parent) && at.parent.type !== 'AwaitExpression') at = at.parent
  const { parent } = at
  if (parent && isCall(parent) && parent.callee === at) return parent
  if (isMember(parent) && parent.object === at && /^(call|apply)$/.test(memberName(parent) ?? ''))
    return callOf(parent)
  return undefined
}
