import { callbackify } from 'node:util'
import { type CallbackSessionStore, type Now, type Placed, systemNow } from '@unsticky/kernel'
import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'
import type { Valkey } from '../connection/connect-valkey.ts'
import { createGuardedClient } from './guarded-client.ts'

export interface ValkeySessionStoreOptions {
  readonly redis: Valkey
  /** A session that no request asked for this long is gone, whatever the cookie says. */
  readonly idleTimeoutSeconds?: number
  /**
   * The idle time starts anew at most this often for one session; 0 is with every look. On a durable Valkey every time
   * is a write to its disk.
   */
  readonly touchEverySeconds?: number
  /** How long a destroyed session cannot be written back: longer than any request takes. */
  readonly tombstoneSeconds?: number
  readonly now?: Now
  /** Where the sessions are, for people. */
  readonly place?: string
}

export interface ValkeySessionStore extends Placed {
  readonly store: CallbackSessionStore
  close(): Promise<void>
}

/**
 * Sessions in Valkey by connect-redis, over a client that never brings an ended session back.
 *
 * - Two ends, whichever comes first: the idle time, kept by Valkey and started anew by every `get`; and the date in the
 *   session's cookie, if it has one. Nothing moves that date but a `set`, so it is the absolute end.
 * - An id that is not 16 to 128 of `A-Za-z0-9_-` is not found.
 * - A logout is as durable as the Valkey: an unplanned failover of an asynchronous replica can lose the last ones.
 * - A Valkey that does not answer is an `UnavailableError`.
 */
export function createValkeySessionStore({
  redis,
  idleTimeoutSeconds = 30 * 60,
  touchEverySeconds = 0,
  tombstoneSeconds = 120,
  now = systemNow,
  place = 'Valkey (sessions)',
}: ValkeySessionStoreOptions): ValkeySessionStore {
  const client = createGuardedClient(redis, { idleTimeoutSeconds, touchEverySeconds, tombstoneSeconds })
  const sessions = new RedisStore({ client, prefix: '', ttl: secondsToLive })
  return {
    livesIn: { kind: 'shared', name: place },
    // The promise form of connect-redis: given a callback that throws, its callback form calls it a second time.
    store: {
      get,
      set: callbackify((sessionId: string, session: SessionData) => sessions.set(sessionId, session)),
      destroy: callbackify((sessionId: string) => sessions.destroy(sessionId)),
    } as CallbackSessionStore,
    close: redis.close,
  }

  /** By hand, because every request asks: without the promises that connect-redis and callbackify put around it. */
  function get(sessionId: string, callback: (error: unknown, session?: SessionData | null) => void) {
    client
      .get(sessionId)
      .then(liveSession)
      // A callback that throws is a bug of its caller and none of ours: it does not become an answer of the store.
      .then(
        (session) => process.nextTick(callback, null, session),
        (error) => process.nextTick(callback, error),
      )
  }

  function liveSession(text: string | null): SessionData | null {
    const session = text === null ? null : (JSON.parse(text) as SessionData)
    return session && secondsToLive(session) > 0 ? session : null
  }

  function secondsToLive({ cookie }: SessionData) {
    if (!cookie?.expires) return idleTimeoutSeconds
    return Math.min(idleTimeoutSeconds, Math.ceil((new Date(cookie.expires).getTime() - now()) / 1000))
  }
}
