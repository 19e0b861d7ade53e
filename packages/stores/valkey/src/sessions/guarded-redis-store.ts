import { secondsToTouch } from '@unsticky/kernel'
import { RedisStore } from 'connect-redis'
import type { SessionData } from 'express-session'
import type { Valkey } from '../connection/connect-valkey.ts'
import { defineScript, type RunScript, readScript } from '../connection/define-script.ts'

const lookAtSession = readScript(import.meta.url, 'look-at-session', { numberOfKeys: 1 })
const setSession = readScript(import.meta.url, 'set-session', { numberOfKeys: 2 })
const destroySession = readScript(import.meta.url, 'destroy-session', { numberOfKeys: 2 })

export interface GuardedRedisStoreOptions {
  readonly valkey: Valkey
  readonly idleTimeoutSeconds: number
  /** The idle time starts anew at most this often for one session; 0 is with every look. */
  readonly touchEverySeconds: number
  /** How long a destroyed session cannot be written back: longer than any request takes. */
  readonly tombstoneSeconds: number
  /** When a session ends, counted from now. */
  readonly secondsToLive: (session: SessionData) => number
}

/**
 * connect-redis, and what was ended stays ended. A request that was in flight at the logout writes its session at its
 * end; without the mark that `destroy` leaves and `set` looks for, it would undo the logout. `get` starts the idle time
 * anew in the same round trip, because @fastify/session never calls `touch`. Serializer, prefix, `touch` and the rest are
 * connect-redis'.
 */
export class GuardedRedisStore extends RedisStore {
  readonly #options: GuardedRedisStoreOptions
  readonly #touchAfterMs: number
  readonly #runLook: RunScript
  readonly #runSet: RunScript
  readonly #runDestroy: RunScript

  constructor(options: GuardedRedisStoreOptions) {
    super({ client: options.valkey.redis, ttl: options.secondsToLive })
    this.#options = options
    this.#touchAfterMs = secondsToTouch(options) * 1000
    this.#runLook = defineScript(options.valkey, lookAtSession)
    this.#runSet = defineScript(options.valkey, setSession)
    this.#runDestroy = defineScript(options.valkey, destroySession)
  }

  override async get(sessionId: string): Promise<SessionData | undefined> {
    const text = await this.#look(this.prefix + sessionId)
    const session = text === null ? undefined : await this.serializer.parse(text)
    return session && this.#options.secondsToLive(session) > 0 ? session : undefined
  }

  /** A session that has ended stays ended, without an error: the request it belongs to did nothing wrong. */
  override async set(sessionId: string, session: SessionData): Promise<void> {
    const seconds = this.#options.secondsToLive(session)
    if (seconds <= 0) return this.destroy(sessionId)
    await this.#runSet(this.#keysOf(sessionId), [this.serializer.stringify(session), seconds])
  }

  override async destroy(sessionId: string): Promise<void> {
    await this.#runDestroy(this.#keysOf(sessionId), [this.#options.tombstoneSeconds])
  }

  async #look(key: string) {
    const { valkey, idleTimeoutSeconds } = this.#options
    if (this.#touchAfterMs === 0) return valkey.ask((redis) => redis.getex(key, 'EX', idleTimeoutSeconds))
    return (await this.#runLook([key], [idleTimeoutSeconds, this.#touchAfterMs])) as string | null
  }

  /** The braces are a hash tag: the mark lies on the node of its session, so one script may see both. */
  #keysOf(sessionId: string) {
    const key = this.prefix + sessionId
    return [key, `dead:{${key}}`]
  }
}
