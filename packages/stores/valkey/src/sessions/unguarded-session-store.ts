/**
 * Sessions in Valkey as the library stores them, without a thought of requests in flight: one that began before a
 * logout writes its session back at its end, and the logout is undone. Step 3a shows it; nothing else uses it.
 */
import { callbackify } from 'node:util'
import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'
import type { Valkey } from '../connection/connect-valkey.ts'
import type { SessionClient } from './guarded-client.ts'
import type { ValkeySessionStore } from './session-store.ts'

interface UnguardedOptions {
  readonly redis: Valkey
  readonly idleTimeoutSeconds?: number
}

/** connect-redis on a plain client. A Valkey that does not answer is an `UnavailableError`. */
export function createUnguardedSessionStore({
  redis: valkey,
  idleTimeoutSeconds = 30 * 60,
}: UnguardedOptions): ValkeySessionStore {
  const client: SessionClient = {
    get: (key) => valkey.ask((redis) => redis.get(key)),
    set: (key, value, unit, seconds) => valkey.ask((redis) => redis.set(key, value, unit, seconds)),
    del: (keys) => valkey.ask((redis) => redis.del(keys)),
  }
  const sessions = new RedisStore({ client, prefix: 'unguarded:', ttl: idleTimeoutSeconds })
  return {
    livesIn: { kind: 'shared', name: 'Valkey (sessions, unguarded)' },
    store: {
      get: callbackify((sessionId: string) => sessions.get(sessionId)),
      set: callbackify((sessionId: string, session: SessionData) => sessions.set(sessionId, session)),
      destroy: callbackify((sessionId: string) => sessions.destroy(sessionId)),
    } as ValkeySessionStore['store'],
    close: valkey.close,
  }
}
