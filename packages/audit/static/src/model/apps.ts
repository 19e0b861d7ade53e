import { dirname } from 'node:path/posix'
import { calledName } from './ast.ts'
import type { Module } from './module.ts'

interface AppsContext {
  readonly modules: readonly Module[]
  importersOf(module: Module): readonly Module[]
}

/** Tells the apps of a folder apart. An app starts in a module that listens and has what that one imports. */
export function createApps({ modules, importersOf }: AppsContext) {
  let starts: readonly Module[] | undefined
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
    const reached = new Set([module])
    for (const at of reached) for (const importer of importersOf(at)) reached.add(importer)
    const apps = new Set([...reached].filter(isListening))
    const found = apps.size > 0 ? apps : nearest(module)
    known.set(module, found)
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
