import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { isAlive, withLock } from './install-lock.ts'
import { findPrograms } from './on-path.ts'
import type { ToolName } from './tool.ts'

/** What an install step leaves behind. `{dir}` in any of the texts stands for the folder it ends up in. */
export interface Installed {
  readonly version: string
  readonly command: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

interface InstallPlace {
  readonly name: ToolName
  /** Names the exact content, so that a new pin is a new folder. */
  readonly key: string
  readonly directory: string
  readonly onWait?: () => void
}

const marker = 'tool.json'

/** The install of exactly this key, if it is complete. */
export function findInstalled({ name, key, directory }: InstallPlace): Required<Installed> | undefined {
  const folder = join(directory, `${name}-${key}`)
  const markerFile = join(folder, marker)
  if (!existsSync(markerFile)) return undefined
  const text = readFileSync(markerFile, 'utf8').replaceAll('{dir}', JSON.stringify(folder).slice(1, -1))
  const installed = { args: [], env: {}, ...(JSON.parse(text) as Installed) }
  const command = isAbsolute(installed.command) ? reachable(installed.command) : undefined
  return command ? { ...installed, command } : undefined
}

/**
 * A Python outside of the folder may be out of reach for who shares the folder: it lies in the home of the user who
 * fetched the tool. Another one of the same name, `python3.11`, runs the same wheels.
 */
function reachable(command: string): string | undefined {
  if (existsSync(command)) return command
  const name = basename(command)
  return /^python3\.\d+$/.test(name) ? findPrograms(name)[0] : undefined
}

/**
 * Installs into a folder that nobody looks at and renames it when it is complete: whoever is killed in between leaves
 * rubbish (removed by the next install), never half a tool.
 */
export async function installOnce(place: InstallPlace, install: (folder: string) => Promise<Installed>) {
  const { name, key, directory } = place
  makeWritable(directory)
  const lock = join(directory, 'locks', `${name}.lock`)
  return withLock(
    lock,
    async () => {
      const already = findInstalled(place)
      if (already) return already
      removeRubbish(place)
      const partial = join(directory, `.partial-${process.pid}-${name}-${key}`)
      mkdirSync(partial)
      try {
        writeFileSync(join(partial, marker), JSON.stringify(await install(partial), undefined, 2))
        publish(partial, join(directory, `${name}-${key}`), place)
      } finally {
        removeRubbish(place)
      }
      const done = findInstalled(place)
      if (!done) throw new Error(`The install of ${name} left no program behind`)
      return done
    },
    { onWait: place.onWait },
  )
}

/** Thrown when a tool is missing in a folder that only its owner may write. */
export class ReadOnlyToolsError extends Error {
  constructor(directory: string, options: ErrorOptions) {
    super(
      `${directory} is to be read only by this user. Let its owner run \`preflight --fetch\`, or leave UNSTICKY_TOOLS unset to fetch into a folder of your own.`,
      options,
    )
  }
}

function makeWritable(directory: string) {
  try {
    mkdirSync(join(directory, 'locks'), { recursive: true })
    accessSync(directory, constants.W_OK)
    accessSync(join(directory, 'locks'), constants.W_OK)
  } catch (cause) {
    const isRefused = ['EACCES', 'EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '')
    throw isRefused ? new ReadOnlyToolsError(directory, { cause }) : cause
  }
}

function publish(partial: string, folder: string, place: InstallPlace) {
  // A folder that is there but not whole: its program, or the Python it needs, was removed.
  if (!findInstalled(place)) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(folder)) renameSync(partial, folder)
}

/** What an install of this tool left that was killed. The lock is ours, so our own process id is past, too. */
function removeRubbish({ name, directory }: InstallPlace) {
  for (const entry of readdirSync(directory)) {
    const [, pid, tool] = /^\.partial-(\d+)-([a-z0-9]+)-/.exec(entry) ?? []
    if (tool === name && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(directory, entry), { recursive: true, force: true })
  }
}
