import { addTo } from '../group.ts'
import { noSettings, type Settings } from '../settings/settings.ts'
import { createApps } from './apps.ts'
import type { Node } from './ast.ts'
import type { Binding } from './bindings.ts'
import type { Module } from './module.ts'
import { createPhases, type Phase } from './phases.ts'
import type { ModuleResolver } from './resolve-module.ts'
import { createTracer } from './trace.ts'
import { createUses } from './uses.ts'
import type { Value } from './value.ts'

/** What the rules know about a program. Everything behind it may change; rules ask here and nowhere else. */
export interface Program {
  readonly modules: readonly Module[]
  /** Prisma schemas whose database is SQLite, as paths like those of modules. */
  readonly prismaOnSqlite: readonly string[]
  /** What the team told of its own libraries and entry points. */
  readonly settings: Settings
  moduleOf(node: Node): Module
  /** The module that a specifier means in this program; undefined for a package of npm or of Node. */
  resolve(from: Module, specifier: string): Module | undefined
  /** Modules that import this one. */
  importersOf(module: Module): readonly Module[]
  /** Modules that this one imports. */
  importedBy(module: Module): readonly Module[]
  bindingOf(node: Node): Binding | undefined
  /** What an expression may stand for. */
  trace(node: Node): readonly Value[]
  /** False where the two stand in apps of their own that lie in one folder, such as examples. */
  isSameApp(a: Node, b: Node): boolean
  /** Identifiers and member expressions in any module that mean this binding. */
  usesOf(binding: Binding): readonly Node[]
  /** What means this export of a module, in the modules that import it. */
  usesOfExport(module: Module, name: string): readonly Node[]
  /** Every member expression with this name, in any module. */
  membersByName(name: string): readonly Node[]
  /** Calls that run this function, in any module. */
  callSitesOf(fn: Node): readonly Node[]
  phaseOf(node: Node): Phase
  /** True for a function that hands out functions, which keep its variables alive. */
  isFactory(fn: Node): boolean
  /** True where the node runs in the same go as `fn`, not in a function that lives on after it. */
  isSameRun(node: Node, fn: Node): boolean
  lineOf(node: Node): number
}

interface ProgramOptions {
  readonly prismaOnSqlite?: readonly string[]
  readonly settings?: Settings
}

export function createProgram(
  modules: readonly Module[],
  resolver: ModuleResolver,
  { prismaOnSqlite = [], settings = noSettings }: ProgramOptions = {},
): Program {
  const byPath = new Map(modules.map((module) => [module.absolute, module]))
  const byRoot = new Map(modules.map((module) => [module.program, module]))
  const resolved = new Map<string, Module | undefined>()
  const importers = new Map<Module, Module[]>()

  const base = {
    modules,
    prismaOnSqlite,
    settings,
    moduleOf,
    resolve,
    importersOf,
    importedBy,
    bindingOf,
    lineOf,
  }
  const tracer = createTracer(base)
  const uses = createUses(base)
  const phases = createPhases({ ...base, trace: tracer.trace, ...uses })
  tracer.useCallSites(uses.callSitesOf)
  for (const module of modules) for (const target of importedBy(module)) addTo(importers, target, module)
  const apps = createApps({ modules, importedBy })
  const isSameApp = (a: Node, b: Node) => apps.isSame(moduleOf(a), moduleOf(b))
  return { ...base, trace: tracer.trace, ...uses, ...phases, isSameApp }

  function moduleOf(node: Node): Module {
    let at = node
    while (at.parent) at = at.parent
    const module = byRoot.get(at)
    if (!module) throw new Error(`a node of no module: ${node.type}`)
    return module
  }

  function resolve(from: Module, specifier: string) {
    const key = `${from.absolute}\0${specifier}`
    if (!resolved.has(key)) {
      const path = resolver(from.absolute, specifier)
      resolved.set(key, path === undefined ? undefined : byPath.get(path))
    }
    return resolved.get(key)
  }

  function importedBy(module: Module): readonly Module[] {
    const targets = [...module.specifiers].flatMap((specifier) => resolve(module, specifier) ?? [])
    return [...new Set(targets)].filter((target) => target !== module)
  }

  function importersOf(module: Module) {
    return importers.get(module) ?? []
  }

  function bindingOf(node: Node) {
    return node.type === 'Identifier' ? moduleOf(node).bindingOf.get(node) : undefined
  }

  function lineOf(node: Node) {
    return moduleOf(node).lineOf(node.start)
  }
}
