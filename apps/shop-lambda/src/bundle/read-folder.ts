import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface ReadOptions {
  /** The folder's name in the archive. */
  readonly as: string
  readonly only?: RegExp
}

/** Every file of a folder by its path in the archive. */
export function readFolder(folder: string, { as, only = /./ }: ReadOptions): Record<string, Uint8Array> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && only.test(entry.name))
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [
        `${as}/${path.slice(folder.length + 1).replaceAll('\\', '/')}`,
        new Uint8Array(readFileSync(path)),
      ]
    }),
  )
}
