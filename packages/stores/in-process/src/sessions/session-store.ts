import fastifySession, { type SessionStore } from '@fastify/session'
import { loginsRecordPrefix, type Now, systemNow } from '@unsticky/kernel'
import { memory } from '../in-process.ts'
import { createSessionArchive } from './session-archive.ts'

interface MemorySessionStoreOptions {
  readonly now?: Now
  /** A session that no request asked for this long has ended. */
  readonly idleTimeoutSeconds?: number
}

/** The store that @fastify/session brings along and uses when none is named. It never evicts what nobody asks for. */
export function createMemorySessionStore({
  now = systemNow,
  idleTimeoutSeconds = 30 * 60,
}: MemorySessionStoreOptions = {}) {
  // STATEFUL: a login is known to this instance only, ends with the process, and its memory is never given back.
  const held = new Map<string, object>()
  const sessions = new fastifySession.MemoryStore(held as never)
  const seenAt = new Map<string, number>()
  const store: SessionStore = { get, set, destroy }
  const archive = createSessionArchive(held, { isOver, note: (id) => seenAt.set(id, now()) })
  return { livesIn: memory, held: countSessions, store, close: async () => {}, archive }

  function countSessions() {
    return [...held.keys()].filter((id) => !id.startsWith(loginsRecordPrefix)).length
  }

  function get(sessionId: string, done: Parameters<SessionStore['get']>[1]) {
    if (isOver(sessionId)) return destroy(sessionId, (error) => done(error, null))
    if (seenAt.has(sessionId)) seenAt.set(sessionId, now())
    sessions.get(sessionId, done)
  }

  function isOver(sessionId: string) {
    return now() - (seenAt.get(sessionId) ?? now()) >= idleTimeoutSeconds * 1000
  }

  function set(sessionId: string, ...rest: [Parameters<SessionStore['set']>[1], (error?: unknown) => void]) {
    seenAt.set(sessionId, now())
    sessions.set(sessionId, ...rest)
  }

  function destroy(sessionId: string, done: (error?: unknown) => void) {
    seenAt.delete(sessionId)
    sessions.destroy(sessionId, done)
  }
}
