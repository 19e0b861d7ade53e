/** It asks whether the session has ended, and then writes it: two commands, and a logout fits between them. */
import { inValkey, type SessionStoreOptions, toSessionCallbacks } from '@unsticky/lab-kit/sessions'

export const routing: 'sticky' | 'round-robin' = 'round-robin'

/** Longer than any request takes: so long after a logout nobody can write the session back. */
const tombstoneSeconds = 120

const end = `
  redis.call('SET', KEYS[2], '1', 'EX', ARGV[1])
  return redis.call('DEL', KEYS[1])`

export function createSessions({ valkey, idleTimeoutSeconds }: SessionStoreOptions) {
  return {
    livesIn: inValkey,
    store: toSessionCallbacks({
      async get(id) {
        const text = await valkey.ask((redis) => redis.getex(keyOf(id), 'EX', idleTimeoutSeconds))
        return text === null ? undefined : JSON.parse(text)
      },
      async set(id, session) {
        if (await valkey.ask((redis) => redis.exists(keysOf(id)[1]))) return
        await valkey.ask((redis) => redis.set(keyOf(id), JSON.stringify(session), 'EX', idleTimeoutSeconds))
      },
      async destroy(id) {
        await valkey.ask((redis) => redis.eval(end, 2, ...keysOf(id), tombstoneSeconds))
      },
    }),
    close: valkey.close,
  }
}

/** The braces keep both keys of a session on one node of a cluster, so that one script may see both. */
const keyOf = (id: string) => `session:{${id}}`
const keysOf = (id: string) => [keyOf(id), `ended:{${id}}`] as const
