/** It looks who holds the lease, and then takes it. */
import type { LeaseStore } from '@unsticky/kernel'
import { inValkey, type SharedOptions } from '@unsticky/lab-kit/valkey'

const giveBack = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('DEL', KEYS[1])`

export function createLeases({ valkey }: SharedOptions): LeaseStore {
  return {
    livesIn: inValkey,
    async acquire(name, holder, { ttlSeconds }) {
      const milliseconds = Math.ceil(ttlSeconds * 1000)
      const current = await valkey.ask((redis) => redis.get(keyOf(name)))
      if (current !== null && current !== holder) return undefined
      await valkey.ask((redis) => redis.set(keyOf(name), holder, 'PX', milliseconds))
      return { name, holder }
    },
    async release({ name, holder }) {
      await valkey.ask((redis) => redis.eval(giveBack, 1, keyOf(name), holder))
    },
    close: valkey.close,
  }
}

const keyOf = (name: string) => `lease-of:${name}`
