import { callbackify } from 'node:util'
import { InvalidInputError } from './errors.ts'
import { isSessionId, type StoredSession } from './session.ts'

/** The callbacks that @fastify/session and express-session call. */
export interface CallbackSessionStore {
  // biome-ignore lint/suspicious/noExplicitAny: each framework has its own type of session.
  get(sessionId: string, callback: (error: any, session?: any) => void): void
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  set(sessionId: string, session: any, callback: (error?: any) => void): void
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  destroy(sessionId: string, callback: (error?: any) => void): void
}

/** A session store as an adapter writes it. `get` resolves to `undefined` when there is no such session. */
export interface PromisedSessionStore {
  get(sessionId: string): Promise<StoredSession | undefined>
  set(sessionId: string, session: StoredSession): Promise<void>
  destroy(sessionId: string): Promise<void>
}

/**
 * The callback form of a session store. What is not the id of a session does not reach the store: it is not found,
 * ending it does nothing, and storing under it is an `InvalidInputError`.
 */
export function toSessionCallbacks(store: PromisedSessionStore): CallbackSessionStore {
  return {
    get: callbackify(async (id: string) => (isSessionId(id) ? ((await store.get(id)) ?? null) : null)),
    set: callbackify(async (id: string, session: StoredSession) => {
      if (!isSessionId(id)) throw new InvalidInputError('sessionId', 'This is not the id of a session')
      await store.set(id, session)
    }),
    destroy: callbackify(async (id: string) => {
      if (isSessionId(id)) await store.destroy(id)
    }),
  }
}
