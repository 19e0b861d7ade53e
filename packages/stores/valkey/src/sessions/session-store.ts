import {
  type CallbackSessionStore,
  type Now,
  type Placed,
  type StoredSession,
  sessionEndsAt,
  systemNow,
  toSessionCallbacks,
} from '@unsticky/kernel'
import type { SessionData } from 'express-session'
import type { Valkey } from '../connection/connect-valkey.ts'
import { GuardedRedisStore } from './guarded-redis-store.ts'

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
 * Sessions in Valkey by connect-redis, guarded so that an ended session never comes back.
 *
 * - Two ends, whichever comes first: the idle time, kept by Valkey and started anew by every `get`; and the date in the
 *   session's cookie, if it has one. Nothing moves that date but a `set`, so it is the absolute end.
 * - An id that is not 16 to 128 of `A-Za-z0-9_-` is not found.
 * - A logout is as durable as the Valkey: an unplanned failover of an asynchronous replica can lose the last ones.
 * - A Valkey that does not answer is an `UnavailableError`.
 */
export function createValkeySessionStore({
  redis: valkey,
  idleTimeoutSeconds = 30 * 60,
  touchEverySeconds = 0,
  tombstoneSeconds = 120,
  now = systemNow,
  place = 'Valkey (sessions)',
}: ValkeySessionStoreOptions): ValkeySessionStore {
  const lifetimes = { idleTimeoutSeconds, touchEverySeconds, tombstoneSeconds }
  const sessions = new GuardedRedisStore({ valkey, secondsToLive, ...lifetimes })
  return {
    livesIn: { kind: 'shared', name: place },
    store: toSessionCallbacks({
      get: (id) => sessions.get(id) as Promise<StoredSession | undefined>,
      set: (id, session) => sessions.set(id, session as SessionData),
      destroy: (id) => sessions.destroy(id),
    }),
    close: valkey.close,
  }

  function secondsToLive(session: SessionData) {
    const endsAt = sessionEndsAt(session as StoredSession, { seenAt: now(), idleTimeoutSeconds })
    return Math.ceil((endsAt - now()) / 1000)
  }
}
