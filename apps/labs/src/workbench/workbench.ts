/** The attendee's own folder, `.lab/` at the root of the repository: their files, what they had before, how far they are. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lab } from '../lab.type.ts'
import { sourceOf } from '../labs.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const dependencies = fileURLToPath(new URL('../../node_modules', import.meta.url))

/** UNSTICKY_LAB_FOLDER names another folder. */
export const workbench = (): string => resolve(process.env.UNSTICKY_LAB_FOLDER || join(root, '.lab'))

export const folderOf = (lab: Lab): string => join(workbench(), lab.id)

export const isStarted = (lab: Lab): boolean => existsSync(folderOf(lab))

/** Copies the files of a start or a solution to the attendee. What lies there already is left alone. */
export function startLab(lab: Lab): 'started' | 'was there' {
  prepare()
  if (isStarted(lab)) return 'was there'
  copyInto(sourceOf(lab, 'start'), folderOf(lab))
  return 'started'
}

/** Begins anew; what the attendee wrote is kept, and the folder it is kept in is returned. */
export function resetLab(lab: Lab): string | undefined {
  const kept = keep(lab)
  startLab(lab)
  return kept
}

/** Puts the solution in the place of the attendee's files, which are kept. */
export function applySolution(lab: Lab): string | undefined {
  const kept = keep(lab)
  startLab(lab)
  copyInto(sourceOf(lab, 'solution'), folderOf(lab))
  return kept
}

/** A folder that holds what an attendee would have: the start, with these files over it. */
export function layOut(lab: Lab, over: string, target: string): void {
  copyInto(sourceOf(lab, 'start'), target)
  copyInto(over, target)
}

/**
 * Files below `.lab` import `@unsticky/…` and the libraries of the shop. Node looks for them in the `node_modules` of
 * every folder upwards, so one link is enough, for Node, for TypeScript and for the editor.
 */
export function prepare(folder = workbench()): void {
  mkdirSync(folder, { recursive: true })
  const link = join(folder, 'node_modules')
  if (!existsSync(link)) symlinkSync(dependencies, link, 'junction')
  const files = {
    'package.json': { private: true, type: 'module' },
    'tsconfig.json': { extends: '@unsticky/tsconfig/base.json', include: ['.'], exclude: ['kept'] },
  }
  for (const [name, content] of Object.entries(files))
    if (!existsSync(join(folder, name)))
      writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`)
}

function keep(lab: Lab): string | undefined {
  if (!isStarted(lab)) return undefined
  const kept = join(workbench(), 'kept')
  mkdirSync(kept, { recursive: true })
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const names = readdirSync(kept)
  const name = `${lab.id}-${stamp}`
  const target = join(kept, names.includes(name) ? `${name}-${names.length}` : name)
  renameSync(folderOf(lab), target)
  return target
}

/** The reasons of a solution stay where they are. */
function copyInto(from: string, to: string) {
  cpSync(from, to, { recursive: true, filter: (source) => !source.endsWith('WHY.md') })
}
