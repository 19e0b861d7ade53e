import { InvalidInputError, isSessionId, secondsToTouch } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { defineScript, readScript } from '../connection/define-script.ts'

const setSession = readScript(import.meta.url, 'set-session', { numberOfKeys: 2 })
const lookAtSession = readScript(import.meta.url, 'look-at-session', { numberOfKeys: 1 })
const destroySession = readScript(import.meta.url, 'destroy-session', { numberOfKeys: 2 })

/** What connect-redis 8.1.0 asks of a client that it does not take for node-redis; `key` is the session id. */
export interface SessionClient {
  get(sessionId: string): Promise<string | null>
  set(sessionId: string, value: string, unit: 'EX', seconds: number): Promise<string | null>
  del(sessionIds: string[]): Promise<number>
}

interface GuardedClientOptions {
  readonly idleTimeoutSeconds: number
  readonly touchEverySeconds: number
  readonly tombstoneSeconds: number
}

/** The three commands that connect-redis sends, made so that what was destroyed stays destroyed. */
export function createGuardedClient(
  valkey: Valkey,
  { idleTimeoutSeconds, touchEverySeconds, tombstoneSeconds }: GuardedClientOptions,
): SessionClient {
  const runSet = defineScript(valkey, setSession)
  const touchAfterMs = secondsToTouch({ idleTimeoutSeconds, touchEverySeconds }) * 1000
  const runLook = defineScript(valkey, lookAtSession)
  const runDestroy = defineScript(valkey, destroySession)
  return { get, set, del }

  /**
   * Reads, and starts the idle time anew, in one go: @fastify/session never calls `touch`, and with its `rolling`
   * it would write the whole session back on every request instead.
   */
  async function get(sessionId: string) {
    if (!isSessionId(sessionId)) return null
    const key = sessionKey(sessionId)
    if (touchAfterMs > 0) return (await runLook([key], [idleTimeoutSeconds, touchAfterMs])) as string | null
    return valkey.ask((redis) => redis.getex(key, 'EX', idleTimeoutSeconds))
  }

  /** A session that has ended stays ended, without an error: the request it belongs to did nothing wrong. */
  async function set(sessionId: string, value: string, _unit: 'EX', seconds: number) {
    if (!isSessionId(sessionId)) throw new InvalidInputError('sessionId', 'This is not the id of a session')
    const wasStored = await runSet(keysOf(sessionId), [value, seconds])
    return wasStored === 1 ? 'OK' : null
  }

  async function del([sessionId = '']: string[]) {
    if (!isSessionId(sessionId)) return 0
    return (await runDestroy(keysOf(sessionId), [tombstoneSeconds])) as number
  }
}

/** The braces are a hash tag: both keys of a session lie on the same node of a cluster, so one script may see both. */
const sessionKey = (sessionId: string) => `sess:{${sessionId}}`
const keysOf = (sessionId: string) => [sessionKey(sessionId), `dead:{${sessionId}}`]
