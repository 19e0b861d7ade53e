/** Lab 4: what the session store gets, and what it needs not invent. */
import type { PromisedSessionStore, StoredSession } from '@unsticky/kernel'
import type { Valkey } from '@unsticky/valkey'
import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'

/** What `createSessions` gets. */
export interface SessionStoreOptions {
  /**
   * A connection. `valkey.ask((redis) => redis.get(key))` runs a command and answers in bounded time: a Valkey that does
   * not answer becomes an error within half a second.
   */
  readonly valkey: Valkey
  /** A session that nobody asked for this long is gone. */
  readonly idleTimeoutSeconds: number
}

/** What `createSessions` returns says where it keeps the sessions; the page of the shop shows it. */
export const inValkey = { kind: 'shared', name: 'Valkey (sessions, yours)' } as const

/** connect-redis, the library that express-session and @fastify/session are used with. */
export function libraryStore({ valkey, idleTimeoutSeconds }: SessionStoreOptions): PromisedSessionStore {
  const sessions = new RedisStore({ client: valkey.redis, prefix: 'session:', ttl: idleTimeoutSeconds })
  return {
    get: (id) => sessions.get(id) as Promise<StoredSession | undefined>,
    set: (id, session) => sessions.set(id, session as SessionData),
    destroy: (id) => sessions.destroy(id),
  }
}

/**
 * The callbacks that the session library calls, from three functions that return promises: `get(id)` resolves to the
 * session or `undefined`, `set(id, session)` and `destroy(id)` to nothing.
 */
export { toSessionCallbacks } from '@unsticky/kernel'
