import fastifySession, { type SessionStore } from '@fastify/session'
import { type Now, systemNow } from '@unsticky/kernel'
import { memory } from './in-process.ts'

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
  const sessions = new fastifySession.MemoryStore(new Map())
  const seenAt = new Map<string, number>()
  const store: SessionStore = { get, set, destroy }
  return { livesIn: memory, store, close: async () => {} }

  function get(sessionId: string, done: Parameters<SessionStore['get']>[1]) {
    const idleMs = now() - (seenAt.get(sessionId) ?? now())
    if (idleMs >= idleTimeoutSeconds * 1000) return destroy(sessionId, (error) => done(error, null))
    if (seenAt.has(sessionId)) seenAt.set(sessionId, now())
    sessions.get(sessionId, done)
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
