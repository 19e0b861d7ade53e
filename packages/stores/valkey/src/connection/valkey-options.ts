import type { RedisOptions } from 'ioredis'

interface ValkeyOptions {
  readonly name: string
  readonly commandTimeoutMs: number
}

/** Bounds for everything: with its defaults ioredis 6 waits up to 74 s without Valkey, and for ever on a frozen one. */
export const valkeyOptions = ({ name, commandTimeoutMs }: ValkeyOptions): RedisOptions => ({
  connectionName: name.replace(/[^\w-]/g, '-'),
  // Opened by hand, when the password is there.
  lazyConnect: true,
  commandTimeout: commandTimeoutMs,
  maxRetriesPerRequest: 1,
  connectTimeout: 1000,
  // A frozen peer never answers our goodbye.
  disconnectTimeout: 200,
  // A connection that leads nowhere (a lost host, a cut line) is given up instead of being asked for ever.
  socketTimeout: 5000,
  retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt - 1, 5), 1000) + Math.random() * 50,
  // READONLY: we talk to a primary that was demoted; MOVED: the same, of a cluster. 1 = reconnect, and `ask` repeats the command once. With 2, ioredis
  // repeats it by itself for ever: seen here 65 connections in 3 s, and the write made long after it was called failed.
  reconnectOnError: (error) => (/^(READONLY|MOVED)\b/.test(error.message) ? 1 : false),
  // A command of which the caller heard that it failed must not be made behind its back after a reconnect.
  autoResendUnfulfilledCommands: false,
  // For the same reason; the gate holds commands instead (ready-gate.ts).
  enableOfflineQueue: false,
  // Whoever subscribes does it again itself: ioredis leaves a failure of its own attempt uncaught.
  autoResubscribe: false,
  // Tried with 50 at a time on one noisy machine: a quarter to a half less throughput for reads, no gain for changes.
  enableAutoPipelining: false,
})
