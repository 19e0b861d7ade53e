import type { SessionStore } from '@fastify/session'
import { type Now, UnavailableError } from '@unsticky/kernel'
import type { Session } from 'fastify'

interface CheckOptions {
  readonly absoluteSeconds: number
  readonly now: Now
}

/** Some stores slide the idle timeout by a command of its own, without writing the session. */
interface TouchableStore extends SessionStore {
  touch?(sessionId: string, session: Session, done: (error?: unknown) => void): void
}

/**
 * A session store that hands out sessions checked: one that is too old has ended, whatever the store says
 * (ASVS 5, 7.3.2). One that cannot be read is handed out as unreadable, because each route decides what that means: a
 * cart is a 503, a catalogue page does without.
 */
export function checkSessions(store: TouchableStore, { absoluteSeconds, now }: CheckOptions): SessionStore {
  return {
    set: (sessionId, session, done) => store.set(sessionId, session, done),
    destroy: (sessionId, done) => store.destroy(sessionId, done),
    get(sessionId, done) {
      store.get(sessionId, (error, session) => {
        if (error instanceof UnavailableError) return done(null, { unreadable: error } as unknown as Session)
        if (error || !session) return done(error, null)
        if (isTooOld(session)) return store.destroy(sessionId, (failure) => done(failure, null))
        if (!store.touch) return done(null, dataOf(session))
        store.touch(sessionId, session, () => done(null, dataOf(session)))
      })
    },
  }

  function isTooOld({ createdAt }: Session) {
    return createdAt !== undefined && now() - createdAt >= absoluteSeconds * 1000
  }
}

/** The memory store hands out the live object with the signature of its day; a remote one hands out data, and so do we. */
const dataOf = (session: Session) => Object.fromEntries(Object.entries(session)) as unknown as Session
