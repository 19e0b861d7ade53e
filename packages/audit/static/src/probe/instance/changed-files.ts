import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const maxFiles = 20_000
const leftOut = new Set(['node_modules', '.git'])

/** Files below a folder with the time and size of their last change, dependencies left out. */
export type FileTimes = ReadonlyMap<string, string>

/** Native code (SQLite, for one) writes without the functions that the hook watches; what it wrote can still be seen. */
export function fileTimes(folder: string): FileTimes {
  const times = new Map<string, string>()
  const folders = [folder]
  for (let next = folders.pop(); next !== undefined && times.size < maxFiles; next = folders.pop()) {
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name)
      if (entry.isDirectory() && !leftOut.has(entry.name)) folders.push(path)
      else if (entry.isFile()) times.set(path, timeOf(path))
    }
  }
  return times
}

/** Files that came or changed. */
export const changedFiles = (before: FileTimes, after: FileTimes): string[] =>
  [...after].filter(([path, time]) => before.get(path) !== time).map(([path]) => path)

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return [] // not ours to read, or gone
  }
}

function timeOf(path: string): string {
  try {
    const { mtimeMs, size } = statSync(path)
    return `${mtimeMs} ${size}`
  } catch {
    return ''
  }
}
