import type { Redis } from 'ioredis'
import { openClient, type ValkeyMode } from './open-client.ts'
import { createOutageLog, type OutageLog } from './outage-log.ts'
import { createPatience } from './patience.ts'
import { createReadyGate } from './ready-gate.ts'
import { isFailureOf, stripCommand, toUnavailable } from './valkey-failure.ts'
import { createWriteTogether } from './write-together.ts'

export interface ConnectValkeyOptions {
  /** `redis://host:port`, or `rediss://` for TLS; without the password. Several with commas, see `mode`. */
  readonly url: string
  /** `cluster` for MemoryDB and for ElastiCache with cluster mode; `url` names some of its nodes, or its endpoint. */
  readonly mode?: ValkeyMode
  /** With `sentinel`, where `url` names the Sentinels: what they call the primary. */
  readonly primaryName?: string
  /** Asked again when Valkey refuses it, so that a rotated password needs no restart. */
  readonly password: string | (() => Promise<string>)
  /** Shows in Valkey's CLIENT LIST: "shop-a3 carts". Letters, digits and dashes; other characters become dashes. */
  readonly name: string
  /** Whom an `UnavailableError` names. */
  readonly service: 'session store' | 'cart store' | (string & {})
  /** The most milliseconds to wait for a connection, and again for an answer. */
  readonly commandTimeoutMs?: number
  /** Hears of an outage once when it begins and once when it ends. */
  readonly log?: OutageLog
}

/** One connection to Valkey that always answers in bounded time. */
export interface Valkey {
  /** For what `ask` cannot do: defining scripts and hearing messages. */
  readonly redis: Redis
  /**
   * Runs a command once the connection is there. Whatever ioredis says about a Valkey that is slow, frozen or gone
   * becomes an `UnavailableError`; a bug of ours (wrong type, broken script) travels on.
   */
  ask<T>(command: (redis: Redis) => Promise<T>): Promise<T>
  /** Ends the connection. Adapters on the same connection end together; a second call does nothing. */
  close(): Promise<void>
}

/** Connects in the background and for ever: a shop starts, and answers 503, also while Valkey is away. */
export function connectValkey({
  url,
  mode = 'single',
  primaryName = 'primary',
  password,
  name,
  service,
  commandTimeoutMs = 500,
  log,
}: ConnectValkeyOptions): Valkey {
  const { redis, setPassword } = openClient({ url, mode, primaryName, name, commandTimeoutMs })
  const gate = createReadyGate(redis, { timeoutMs: commandTimeoutMs })
  const outage = createOutageLog(service, { log })
  const writeTogether = createWriteTogether()
  // A cluster may have to find the new primary first; each of its tries has the bound of a command.
  const within = createPatience({ timeoutMs: commandTimeoutMs * (mode === 'cluster' ? 2 : 1) })
  let closed: Promise<void> | undefined
  redis.on('error', (error: Error) => {
    outage.begin(error)
    if (isFailureOf('login', error)) void renewPassword()
  })
  redis.on('node error', (error: Error) => {
    if (isFailureOf('login', error)) void renewPassword()
  })
  redis.on('ready', outage.end)
  void open()
  return { redis, ask, close }

  async function ask<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    try {
      // No wait, and no promise for it, on the way that nearly every command takes.
      if (!gate.isOpen()) await gate.pass()
      return await send(command)
    } catch (error) {
      // A demoted primary: ioredis is reconnecting by now, and the name leads to the new primary.
      if (isFailureOf('demotion', error)) return askAnew(command).catch(fail)
      return fail(error)
    }
  }

  async function askAnew<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    await gate.pass({ anew: true })
    return send(command)
  }

  async function send<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    writeTogether(redis)
    const answer = await within(command(redis))
    outage.end()
    return answer
  }

  function fail(error: unknown): never {
    const unavailable = toUnavailable(error, service)
    if (!unavailable) throw stripCommand(error)
    outage.begin(error as Error)
    throw unavailable
  }

  async function open() {
    if (await renewPassword()) redis.connect().catch(() => {})
    else if (!closed) setTimeout(open, 1000).unref()
  }

  /** ioredis reads the password from its options at every connect. */
  async function renewPassword() {
    try {
      setPassword(typeof password === 'string' ? password : await password())
      return !closed
    } catch (error) {
      outage.begin(error as Error)
      return false
    }
  }

  function close() {
    closed ??= end()
    return closed
  }

  async function end() {
    gate.shut()
    if (redis.status === 'ready') await redis.quit().catch(() => {})
    redis.disconnect()
  }
}
