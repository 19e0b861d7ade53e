import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { isAlive, withLock } from './install-lock.ts'
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
  const isWhole = isAbsolute(installed.command) && existsSync(installed.command)
  return isWhole ? installed : undefined
}

/**
 * Installs into a folder that nobody looks at and renames it when it is complete: whoever is killed in between leaves
 * rubbish (removed by the next install), never half a tool.
 */
export async function installOnce(place: InstallPlace, install: (folder: string) => Promise<Installed>) {
  const { name, key, directory } = place
  mkdirSync(directory, { recursive: true })
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
