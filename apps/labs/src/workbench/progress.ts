import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lab } from '../lab.type.ts'
import { labs } from '../labs.ts'
import { workbench } from './workbench.ts'

export interface LabProgress {
  readonly startedAt?: string | undefined
  /** How many grades of the hint were shown. */
  readonly hints?: number
  readonly checks?: number
  /** When a check first found everything fine. */
  readonly doneAt?: string
}

interface Progress {
  /** The lab that commands without a number mean. */
  readonly current?: string
  readonly labs: Readonly<Record<string, LabProgress>>
}

const fileOf = () => join(workbench(), 'progress.json')

export function readProgress(): Progress {
  if (!existsSync(fileOf())) return { labs: {} }
  try {
    return JSON.parse(readFileSync(fileOf(), 'utf8')) as Progress
  } catch {
    // Somebody edited it, or the disk was full. Nothing of the attendee's code is in it.
    return { labs: {} }
  }
}

export const progressOf = ({ id }: Lab): LabProgress => readProgress().labs[id] ?? {}

/** Notes something about a lab, which becomes the current one. */
export function note({ id }: Lab, change: LabProgress): void {
  const progress = readProgress()
  const changed = {
    current: id,
    labs: { ...progress.labs, [id]: { ...progress.labs[id], ...change } },
  }
  mkdirSync(workbench(), { recursive: true })
  writeFileSync(fileOf(), `${JSON.stringify(changed, null, 2)}\n`)
}

/** The lab that was worked on last. */
export const currentLab = (): Lab | undefined => {
  const { current } = readProgress()
  return labs.find(({ id }) => id === current)
}
