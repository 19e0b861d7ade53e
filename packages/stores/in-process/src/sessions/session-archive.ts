import type { LocalArchive, SessionRecord } from '@unsticky/kernel'

interface SessionArchiveOptions {
  readonly isOver: (sessionId: string) => boolean
  /** A session has come in from outside; its idle time begins. */
  readonly note: (sessionId: string) => void
}

/**
 * The sessions of a memory store that are not over, as the data that a remote store would be given. They carry no
 * version: the one written later stays.
 */
export function createSessionArchive(
  held: Map<string, object>,
  { isOver, note }: SessionArchiveOptions,
): LocalArchive<SessionRecord> {
  return { all, read, write, remove }

  async function* all() {
    for (const sessionId of [...held.keys()]) {
      const record = await read(sessionId)
      if (record) yield record
    }
  }

  async function read(sessionId: string): Promise<SessionRecord | undefined> {
    const session = held.get(sessionId)
    if (!session || isOver(sessionId)) return undefined
    return { sessionId, session: JSON.parse(JSON.stringify(session)) }
  }

  async function write({ sessionId, session }: SessionRecord) {
    held.set(sessionId, structuredClone(session))
    note(sessionId)
  }

  async function remove(sessionId: string) {
    held.delete(sessionId)
  }
}
