import type { Node } from './ast.ts'
import type { Module } from './module.ts'
import { maxDepth, type Value } from './value.ts'

interface ExportTracerContext {
  resolve(from: Module, specifier: string): Module | undefined
  follow(node: Node, depth: number): Iterable<Value>
  down(values: Iterable<Value>, path: readonly string[], depth: number): Iterable<Value>
}

/** Follows a specifier to its module or package, and the name of an export to its values. */
export function createExportTracer({ resolve, follow, down }: ExportTracerContext) {
  return { ofSpecifier, ofExport, ofAnyExport }

  function* ofSpecifier(from: Module, specifier: unknown, node: Node): Iterable<Value> {
    if (typeof specifier !== 'string') return
    const module = resolve(from, specifier)
    if (module) yield { kind: 'module', module }
    else if (!specifier.startsWith('.'))
      yield { kind: 'external', root: specifier.replace(/^node:/, ''), chain: [], node }
  }

  function* ofExport(module: Module, name: string, depth: number): Iterable<Value> {
    if (depth > maxDepth) return
    if (name === '*') return yield { kind: 'module', module }
    const exported = module.exports.get(name)
    for (const value of exported ?? []) {
      if (value.kind === 'node') yield* follow(value.node, depth + 1)
      else {
        const target = resolve(module, value.specifier)
        if (target) yield* ofExport(target, value.name, depth + 1)
        else
          yield {
            kind: 'external',
            root: value.specifier.replace(/^node:/, ''),
            chain: value.name === '*' || value.name === 'default' ? [] : [value.name],
            node: module.program,
          }
      }
    }
    if (exported) return
    const whole = module.exports.get('module.exports')
    for (const value of whole ?? []) {
      if (value.kind === 'node')
        yield* down(follow(value.node, depth + 1), name === 'default' ? [] : [name], depth + 1)
    }
    for (const specifier of module.reexportsAll) {
      const target = resolve(module, specifier)
      if (target) yield* ofExport(target, name, depth + 1)
    }
  }

  /** `require('./knexfile')[env]`: one of them. */
  function* ofAnyExport(module: Module, depth: number): Iterable<Value> {
    for (const name of module.exports.keys()) {
      const values = [...ofExport(module, name, depth)]
      yield* name === 'module.exports' || name === 'default' ? down(values, ['*'], depth) : values
    }
  }
}
