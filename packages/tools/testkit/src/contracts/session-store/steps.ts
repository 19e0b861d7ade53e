import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'

/** A session as @fastify/session and express-session hand it to a store. */
export interface SessionData {
  cookie: { originalMaxAge: number | null; expires?: Date | null }
}

/** The callback store of @fastify/session and express-session, in as few words as possible. */
export interface SessionCallbacks {
  get(sessionId: string, callback: (error: unknown, session?: SessionData | null) => void): void
  set(sessionId: string, session: SessionData, callback: (error?: unknown) => void): void
  destroy(sessionId: string, callback: (error?: unknown) => void): void
}

export const freshSessionId = () => randomUUID()

/** A session of Anna's for an hour, unless told otherwise. */
export function freshSession({
  expiresAt,
  ...fields
}: {
  expiresAt?: number
  [field: string]: unknown
} = {}) {
  const expires = new Date(expiresAt ?? Date.now() + 3_600_000)
  const cookie = { originalMaxAge: 3_600_000, expires, httpOnly: true, path: '/' }
  return { cookie, accountId: 'account_anna', createdAt: 1_700_000_000_000, ...fields }
}

/** "No such session" is `null` with some stores and `undefined` with others; both are fine. */
export const expectMissing = (session: SessionData | null | undefined) => expect(session ?? null).toBeNull()

export function inPromises(store: SessionCallbacks) {
  return {
    get: (id: string) =>
      new Promise<SessionData | null | undefined>((resolve, reject) =>
        store.get(id, (error, session) => (error ? reject(error) : resolve(session))),
      ),
    set: (id: string, session: SessionData) => done((callback) => store.set(id, session, callback)),
    destroy: (id: string) => done((callback) => store.destroy(id, callback)),
  }
}

function done(action: (callback: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => action((error) => (error ? reject(error) : resolve())))
}
