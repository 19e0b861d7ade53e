/**
 * Sessions in Valkey as the library stores them, without a thought of requests in flight: one that began before a
 * logout writes its session back at its end, and the logout is undone. Step 3a shows it; nothing else uses it.
 */
import { type StoredSession, toSessionCallbacks } from '@unsticky/kernel'
import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'
import type { Valkey } from '../connection/connect-valkey.ts'
import type { ValkeySessionStore } from './session-store.ts'

interface UnguardedOptions {
  readonly redis: Valkey
  readonly idleTimeoutSeconds?: number
}

/** connect-redis as it is. A Valkey that does not answer is an `UnavailableError`. */
export function createUnguardedSessionStore({
  redis: valkey,
  idleTimeoutSeconds = 30 * 60,
}: UnguardedOptions): ValkeySessionStore {
  const sessions = new RedisStore({ client: valkey.redis, prefix: 'unguarded:', ttl: idleTimeoutSeconds })
  return {
    livesIn: { kind: 'shared', name: 'Valkey (sessions, unguarded)' },
    store: toSessionCallbacks({
      get: (id) => valkey.ask(() => sessions.get(id) as Promise<StoredSession | undefined>),
      set: (id, session) => valkey.ask(() => sessions.set(id, session as SessionData)),
      destroy: (id) => valkey.ask(() => sessions.destroy(id)),
    }),
    close: valkey.close,
  }
}
