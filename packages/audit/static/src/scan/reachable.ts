import { normalize } from 'node:path/posix'
import type { Module } from '../model/module.ts'
import type { Program } from '../model/program.ts'

/**
 * The modules that the files below `entry` use, themselves included. A module that only hands on names of others is
 * looked through: importing one name from it does not bring in the rest.
 */
export function reachableFrom(program: Program, entry: string): Module[] {
  const path = normalize(entry.replaceAll('\\', '/')).replace(/\/$/, '')
  const reached = new Set<Module>()
  const open = program.modules.filter(
    ({ file, absolute }) =>
      path === '.' || file === path || file.startsWith(`${path}/`) || isBelow(absolute, path),
  )
  for (let module = open.pop(); module; module = open.pop()) {
    if (reached.has(module)) continue
    reached.add(module)
    open.push(...neighbours(module))
  }
  return [...reached]

  function neighbours(module: Module): Module[] {
    const named = new Set<string>()
    const homes = module.bindings.flatMap((binding) => {
      const specifier = binding.kind === 'import' ? binding.init?.source?.value : undefined
      if (typeof specifier !== 'string' || !module.specifiers.has(specifier)) return []
      named.add(specifier)
      const target = program.resolve(module, specifier)
      return target ? homesOf(target, binding.path[0] ?? '*') : []
    })
    const whole = [...module.specifiers]
      .filter((specifier) => !named.has(specifier))
      .flatMap((specifier) => program.resolve(module, specifier) ?? [])
    return [...homes, ...(isBarrel(module) ? [] : whole)]
  }

  /** The modules in which an exported name is made. */
  function homesOf(module: Module, name: string, depth = 0): Module[] {
    if (!isBarrel(module) || depth > 8) return [module]
    if (name === '*')
      return [
        module,
        ...[...module.specifiers].flatMap((specifier) => program.resolve(module, specifier) ?? []),
      ]
    const values = module.exports.get(name)
    const from = (specifier: string, inner: string) => {
      const target = program.resolve(module, specifier)
      return target ? homesOf(target, inner, depth + 1) : []
    }
    if (values)
      return values.flatMap((value) => (value.kind === 'from' ? from(value.specifier, value.name) : [module]))
    return module.reexportsAll.flatMap((specifier) => {
      const target = program.resolve(module, specifier)
      return target && (target.exports.has(name) || isBarrel(target)) ? homesOf(target, name, depth + 1) : []
    })
  }
}

/** The entry may be given as a path from the root of the disk. */
const isBelow = (absolute: string, path: string) =>
  path.startsWith('/') && (absolute === path || absolute.startsWith(`${path}/`))

/** Nothing but `export … from`. */
const isBarrel = ({ program }: Module) =>
  program.body.length > 0 &&
  program.body.every(
    ({ type, source }: { type: string; source?: unknown }) =>
      /^Export(Named|All)Declaration$/.test(type) && Boolean(source),
  )
