/** It reads the count, adds one, and writes it. */
import type { RateLimiter } from '@unsticky/kernel'
import { inValkey, type SharedOptions } from '@unsticky/lab-kit/valkey'

export function createLimiter({ valkey }: SharedOptions): RateLimiter {
  return {
    livesIn: inValkey,
    async hit(key, { limit, windowSeconds }) {
      const windowMs = Math.ceil(windowSeconds * 1000)
      const before = Number((await valkey.ask((redis) => redis.get(keyOf(key)))) ?? 0)
      const leftMs = before === 0 ? windowMs : await valkey.ask((redis) => redis.pttl(keyOf(key)))
      await valkey.ask((redis) => redis.set(keyOf(key), before + 1, 'PX', Math.max(1, leftMs)))
      return { allowed: before < limit, retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) }
    },
    async reset(key) {
      await valkey.ask((redis) => redis.del(keyOf(key)))
    },
    close: valkey.close,
  }
}

const keyOf = (key: string) => `attempts:${key}`
