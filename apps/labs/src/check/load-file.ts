import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Thrown for a file of the attendee's that is there and exports something else than the lab asks for. */
export class MissingExportError extends Error {
  readonly code = 'LABS_MISSING_EXPORT'
  constructor(file: string, name: string) {
    super(`${file} exports no function "${name}"; the lab's text says what it takes and returns`)
  }
}

/** Imports a file of the attendee's, as it is now: a watching check sees every version. */
export async function loadFile<Module extends object>(folder: string, file: string): Promise<Module> {
  const path = join(folder, file)
  const { href } = pathToFileURL(path)
  // A suite has a process of its own, and vitest finds no TypeScript behind a question mark.
  if (process.env.VITEST) return (await import(/* @vite-ignore */ href)) as Module
  return (await import(/* @vite-ignore */ `${href}?saved=${statSync(path).mtimeMs}`)) as Module
}

/** One function out of a file of the attendee's. */
export async function loadFunction<F extends (...args: never[]) => unknown>(
  folder: string,
  { file, name }: { file: string; name: string },
): Promise<F> {
  const module = await loadFile<Record<string, unknown>>(folder, file)
  if (typeof module[name] !== 'function') throw new MissingExportError(file, name)
  return module[name] as F
}
