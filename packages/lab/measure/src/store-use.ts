/** What the stores behind the stateless shop were made to do, from their own counters. */
import { askValkey, type LocalCloud } from '@unsticky/local-cloud'
import type { StoreUse } from '@unsticky/report'

/** Commands that only look. What is neither here nor below writes. */
const reading = new Set([
  ...[
    'get',
    'mget',
    'exists',
    'ttl',
    'pttl',
    'type',
    'strlen',
    'hget',
    'hmget',
    'hgetall',
    'hlen',
    'hexists',
  ],
  ...[
    'zrange',
    'zrangebyscore',
    'zscore',
    'zcard',
    'smembers',
    'sismember',
    'scan',
    'hscan',
    'keys',
    'dbsize',
  ],
])
/** Connecting, looking at the server, and the scripts whose own commands are counted one by one. */
const notAUse = new Set([
  ...['auth', 'hello', 'client', 'info', 'ping', 'config', 'select', 'command', 'quit', 'reset', 'cluster'],
  ...['eval', 'evalsha', 'script', 'fcall', 'multi', 'exec', 'subscribe', 'unsubscribe', 'publish', 'time'],
])

/** Reads the counters of both Valkeys; called again, what they came to since. */
export function storeReader(cloud: LocalCloud): () => Promise<readonly StoreUse[]> {
  const { valkeySessions, valkeyCarts } = cloud
  const stores = { 'Valkey, sessions': valkeySessions, 'Valkey, carts': valkeyCarts }
  return () =>
    Promise.all(
      Object.entries(stores).map(async ([name, { port, password }]) =>
        parseCommandStats(name, await askValkey('INFO commandstats', { port, password })),
      ),
    )
}

/** `cmdstat_get:calls=12,usec=…` of Valkey's `INFO commandstats`. */
export function parseCommandStats(name: string, info: string): StoreUse {
  const used = [...info.matchAll(/^cmdstat_(\w+)(?:\|\w+)?:calls=(\d+)/gm)]
    .map(([, command = '', calls]) => ({ command, calls: Number(calls) }))
    .filter(({ command }) => !notAUse.has(command))
  const sum = (isRead: boolean) =>
    used.reduce((total, { command, calls }) => total + (reading.has(command) === isRead ? calls : 0), 0)
  return { name, reads: sum(true), writes: sum(false) }
}

/** The difference of two readings. */
export const usedSince = (before: readonly StoreUse[], after: readonly StoreUse[]): readonly StoreUse[] =>
  after.map(({ name, reads, writes, waitedMs }) => {
    const old = before.find((each) => each.name === name)
    return {
      ...{ name, reads: reads - (old?.reads ?? 0), writes: writes - (old?.writes ?? 0) },
      ...(waitedMs !== undefined && { waitedMs: waitedMs - (old?.waitedMs ?? 0) }),
    }
  })
