import { dirname } from 'node:path/posix'
import { addTo } from '../group.ts'
import { calledName } from './ast.ts'
import type { Module } from './module.ts'

interface AppsContext {
  readonly modules: readonly Module[]
  importedBy(module: Module): readonly Module[]
}

/** Tells the apps of a folder apart. An app starts in a module that listens and has what that one imports. */
export function createApps({ modules, importedBy }: AppsContext) {
  let starts: readonly Module[] | undefined
  let owners: ReadonlyMap<Module, Module[]> | undefined
  const known = new Map<Module, ReadonlySet<Module>>()
  return { isSame }

  /** What no app is seen to import may be loaded by any: only modules of two apps are strangers. */
  function isSame(a: Module, b: Module): boolean {
    if (a === b) return true
    const [one, other] = [appsOf(a), appsOf(b)]
    return one.size === 0 || other.size === 0 || [...one].some((app) => other.has(app))
  }

  function appsOf(module: Module): ReadonlySet<Module> {
    const stored = known.get(module)
    if (stored) return stored
    owners ??= ownersOfModules()
    const apps = new Set(owners.get(module))
    const found = apps.size > 0 ? apps : nearest(module)
    known.set(module, found)
    return found
  }

  /** From each start down: an app has few modules, while a module may be used by every app. */
  function ownersOfModules() {
    starts ??= modules.filter(isListening)
    const found = new Map<Module, Module[]>()
    for (const start of starts) {
      const reached = new Set([start])
      for (const at of reached) for (const target of importedBy(at)) reached.add(target)
      for (const module of reached) addTo(found, module, start)
    }
    return found
  }

  /** A module that is loaded by its place belongs to the app around it. */
  function nearest({ file }: Module): ReadonlySet<Module> {
    starts ??= modules.filter(isListening)
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
      const near = starts.filter((start) => start.file.startsWith(`${folder}/`))
      if (near.length > 0) return new Set(near)
    }
    return new Set()
  }
}

const isListening = ({ calls }: Module) => calls.some((call) => calledName(call) === 'listen')
