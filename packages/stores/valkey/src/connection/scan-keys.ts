import type { Cluster, Redis } from 'ioredis'
import type { Valkey } from './connect-valkey.ts'

/** Every key that matches, once, while others are written; in a cluster, of each primary in turn. */
export async function* scanKeys(valkey: Valkey, pattern: string): AsyncIterable<string> {
  const seen = new Set<string>()
  const primaries = await valkey.ask(async (redis) => primariesOf(redis))
  for (const primary of primaries) yield* scanNode(valkey, primary, { pattern, seen })
}

/** A single node is its own primary. */
const primariesOf = (redis: Redis): readonly Redis[] =>
  redis.isCluster ? (redis as unknown as Cluster).nodes('master') : [redis]

interface ScanOptions {
  readonly pattern: string
  readonly seen: Set<string>
}

async function* scanNode(valkey: Valkey, primary: Redis, { pattern, seen }: ScanOptions) {
  let cursor = '0'
  do {
    const [next, keys] = await valkey.ask(() => primary.scan(cursor, 'MATCH', pattern, 'COUNT', 1000))
    for (const key of keys) {
      if (!seen.has(key)) yield key
      seen.add(key)
    }
    cursor = next
  } while (cursor !== '0')
}
