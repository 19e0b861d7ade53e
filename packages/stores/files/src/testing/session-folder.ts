import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createFileSessionStore, type FileSessionStoreOptions } from '../sessions/session-store.ts'

/** A fresh folder for sessions, inside a folder that a test may also look into. */
export async function makeSessionFolder() {
  const around = await mkdtemp(join(tmpdir(), 'unsticky-sessions-'))
  const folder = await mkdtemp(join(around, 'folder-'))
  return {
    folder,
    around,
    /** Paths of all entries below `around`, sorted. */
    list: async () => (await readdir(around, { recursive: true })).toSorted(),
    [Symbol.asyncDispose]: () => rm(around, { recursive: true, force: true }),
  }
}

/** A store, its methods as promises. */
export function openStore(options: FileSessionStoreOptions) {
  const { store, cleanUp, close } = createFileSessionStore(options)
  const { get, set, destroy } = store
  return { get: promisify(get), set: promisify(set), destroy: promisify(destroy), cleanUp, close }
}

export const freshId = () => crypto.randomUUID()

export const session = { cookie: { originalMaxAge: null }, accountId: 'account_anna' }

/** A clock that starts now and is moved by hand. */
export function createClock() {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds: number) => {
      ahead += milliseconds
    },
  }
}
