import type { Valkey } from './connect-valkey.ts'

/** Every key that matches, once, while others are written. For one node; a cluster has one scan per node. */
export async function* scanKeys(valkey: Valkey, pattern: string): AsyncIterable<string> {
  const seen = new Set<string>()
  let cursor = '0'
  do {
    const [next, keys] = await valkey.ask((redis) => redis.scan(cursor, 'MATCH', pattern, 'COUNT', 1000))
    for (const key of keys) {
      if (!seen.has(key)) yield key
      seen.add(key)
    }
    cursor = next
  } while (cursor !== '0')
}
