import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { assertFileKey, type FileStore, type StoredFile } from '@unsticky/kernel'
import { disk } from './in-process.ts'

/** Files below `directory`, each with its content type beside it. */
export function createDiskFileStore({ directory }: { directory: string }): FileStore {
  return { livesIn: disk, put, open, remove, close: async () => {} }

  async function put(key: string, { bytes, contentType }: StoredFile) {
    // STATEFUL: the file lies on this server's disk; the other instances answer 404 for it.
    const path = pathOf(key)
    await mkdir(dirname(path), { recursive: true })
    await replace(
      path,
      Buffer.from(JSON.stringify({ contentType, base64: Buffer.from(bytes).toString('base64') })),
    )
  }

  async function open(key: string) {
    const text = await readFile(pathOf(key), 'utf8').catch(ignoreMissing)
    if (text === undefined) return undefined
    const { contentType, base64 } = JSON.parse(text) as { contentType: string; base64: string }
    return { kind: 'bytes', contentType, bytes: Buffer.from(base64, 'base64') } as const
  }

  async function remove(key: string) {
    await rm(pathOf(key), { force: true })
  }

  function pathOf(key: string) {
    assertFileKey(key)
    return join(directory, `${key}.json`)
  }
}

/** Written beside and renamed, so that a reader sees the old file or the new one. */
async function replace(path: string, content: Buffer) {
  const temporary = `${path}.${randomUUID()}`
  await writeFile(temporary, content)
  await rename(temporary, path)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
