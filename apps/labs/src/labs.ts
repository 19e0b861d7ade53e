import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lab } from './lab.type.ts'

const folder = fileURLToPath(new URL('../labs', import.meta.url))

/** Thrown for a lab that is not there; the message lists those that are. */
export class UnknownLabError extends Error {
  readonly code = 'LABS_UNKNOWN_LAB'
  constructor(given: string, known: readonly string[]) {
    super(`There is no lab "${given}". Labs: ${known.join(', ')}`)
  }
}

const found = readdirSync(folder)
  .filter((name) => /^[0-9a-z]+-/.test(name))
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))

/** In the order of the workshop. */
export const labs: readonly Lab[] = await Promise.all(
  found.map(async (name) => ((await import(`../labs/${name}/lab.ts`)) as { lab: Lab }).lab),
)

/** A lab by its number, or by the name of its folder. Throws `UnknownLabError`. */
export function findLab(idOrFolder: string): Lab {
  const lab = labs.find(({ id, folder }) => id === idOrFolder || folder === idOrFolder)
  if (!lab)
    throw new UnknownLabError(
      idOrFolder,
      labs.map(({ id }) => id),
    )
  return lab
}

/** Where the lab itself lies: text, start, solution, mistakes. */
export const sourceOf = (lab: Lab, ...parts: readonly string[]): string => join(folder, lab.folder, ...parts)
