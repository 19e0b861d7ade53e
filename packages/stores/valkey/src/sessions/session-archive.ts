import { promisify } from 'node:util'
import type { Archive, SessionRecord } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { scanKeys } from '../connection/scan-keys.ts'
import type { ValkeySessionStore } from './session-store.ts'

interface ValkeySessionArchiveOptions {
  readonly redis: Valkey
  readonly sessions: ValkeySessionStore
}

/**
 * The sessions of a store for copying in and out. Reading one counts as a visit. One that was ended lately is not
 * written again: the store's tombstone stands for two minutes.
 */
export function createValkeySessionArchive({
  redis,
  sessions: { store },
}: ValkeySessionArchiveOptions): Archive<SessionRecord> {
  const get = promisify<string, object | null>(store.get)
  const set = promisify<string, object, void>(store.set)
  return { all, read, write: ({ sessionId, session }) => set(sessionId, session) }

  async function* all() {
    for await (const key of scanKeys(redis, 'sess:*')) {
      const record = await read(key.slice('sess:'.length))
      if (record) yield record
    }
  }

  async function read(sessionId: string): Promise<SessionRecord | undefined> {
    const session = await get(sessionId)
    return session ? { sessionId, session } : undefined
  }
}
