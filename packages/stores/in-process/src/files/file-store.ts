import { randomUUID } from 'node:crypto'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  assertFileKey,
  type FileRecord,
  type FileStore,
  type LocalArchive,
  type StoredFile,
} from '@unsticky/kernel'
import { disk } from '../in-process.ts'

export interface DiskFileStore extends FileStore {
  /** For moving out (apps/experiments/migrate). A key is never used for another file, so any copy is as new as another. */
  readonly archive: LocalArchive<FileRecord>
}

/** Files below `directory`, each with its content type beside it. */
export function createDiskFileStore({ directory }: { directory: string }): DiskFileStore {
  const archive = { all, read, write: ({ key, file }: FileRecord) => put(key, file), remove }
  return { livesIn: disk, put, open, remove, close: async () => {}, archive }

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

  async function* all() {
    for await (const name of glob('**/*.json', { cwd: directory })) {
      const record = await read(name.replace(/\.json$/, ''))
      if (record) yield record
    }
  }

  async function read(key: string): Promise<FileRecord | undefined> {
    const stored = await open(key)
    return stored && { key, file: { bytes: stored.bytes, contentType: stored.contentType } }
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
