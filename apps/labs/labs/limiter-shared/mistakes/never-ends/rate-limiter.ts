/** It counts, and never begins anew. */
import type { RateLimiter } from '@unsticky/kernel'
import { inValkey, type SharedOptions } from '@unsticky/lab-kit/valkey'

const count = `
  local attempts = redis.call('INCR', KEYS[1])
  return { attempts, redis.call('PTTL', KEYS[1]) }`

export function createLimiter({ valkey }: SharedOptions): RateLimiter {
  return {
    livesIn: inValkey,
    async hit(key, { limit, windowSeconds }) {
      const windowMs = Math.ceil(windowSeconds * 1000)
      const reply = await valkey.ask((redis) => redis.eval(count, 1, keyOf(key), windowMs))
      const [attempts, leftMs] = reply as [number, number]
      return { allowed: attempts <= limit, retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) }
    },
    async reset(key) {
      await valkey.ask((redis) => redis.del(keyOf(key)))
    },
    close: valkey.close,
  }
}

const keyOf = (key: string) => `attempts:${key}`
