/** To spare a round trip, every instance remembers the sessions that it has seen. */
import { inValkey, type SessionStoreOptions, toSessionCallbacks } from '@unsticky/lab-kit/sessions'

export const routing: 'sticky' | 'round-robin' = 'round-robin'

/** Longer than any request takes: so long after a logout nobody can write the session back. */
const tombstoneSeconds = 120

const setUnlessEnded = `
  if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
  return 1`

const end = `
  redis.call('SET', KEYS[2], '1', 'EX', ARGV[1])
  return redis.call('DEL', KEYS[1])`

export function createSessions({ valkey, idleTimeoutSeconds }: SessionStoreOptions) {
  const seen = new Map<string, unknown>()
  return {
    livesIn: inValkey,
    store: toSessionCallbacks({
      async get(id) {
        if (seen.has(id)) return structuredClone(seen.get(id)) as never
        const text = await valkey.ask((redis) => redis.getex(keyOf(id), 'EX', idleTimeoutSeconds))
        return text === null ? undefined : JSON.parse(text)
      },
      async set(id, session) {
        const text = JSON.stringify(session)
        seen.set(id, JSON.parse(text))
        await valkey.ask((redis) => redis.eval(setUnlessEnded, 2, ...keysOf(id), text, idleTimeoutSeconds))
      },
      async destroy(id) {
        seen.delete(id)
        await valkey.ask((redis) => redis.eval(end, 2, ...keysOf(id), tombstoneSeconds))
      },
    }),
    close: valkey.close,
  }
}

/** The braces keep both keys of a session on one node of a cluster, so that one script may see both. */
const keyOf = (id: string) => `session:{${id}}`
const keysOf = (id: string) => [keyOf(id), `ended:{${id}}`] as const
