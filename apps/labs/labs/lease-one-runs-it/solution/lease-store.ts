/** Who runs the reminder: one instance, until it gives the lease back or is gone. */
import type { LeaseStore } from '@unsticky/kernel'
import { inValkey, type SharedOptions } from '@unsticky/lab-kit/valkey'

const take = `
  local holder = redis.call('GET', KEYS[1])
  if holder and holder ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1`

const giveBack = `
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('DEL', KEYS[1])`

export function createLeases({ valkey }: SharedOptions): LeaseStore {
  return {
    livesIn: inValkey,
    async acquire(name, holder, { ttlSeconds }) {
      const milliseconds = Math.ceil(ttlSeconds * 1000)
      const isOurs = await valkey.ask((redis) => redis.eval(take, 1, keyOf(name), holder, milliseconds))
      return isOurs === 1 ? { name, holder } : undefined
    },
    async release({ name, holder }) {
      await valkey.ask((redis) => redis.eval(giveBack, 1, keyOf(name), holder))
    },
    close: valkey.close,
  }
}

const keyOf = (name: string) => `lease-of:${name}`
