import { createHash } from 'node:crypto'
import type { RateLimiter } from '@unsticky/kernel'
import type { Valkey } from '../connection/connect-valkey.ts'
import { defineScript, readScript } from '../connection/define-script.ts'

const hitScript = readScript(import.meta.url, 'hit', { numberOfKeys: 1 })

/** Fixed windows that all instances share: n instances allow the limit once, not n times. */
export function createValkeyRateLimiter({ redis: valkey }: { redis: Valkey }): RateLimiter {
  const runHit = defineScript(valkey, hitScript)
  return {
    livesIn: { kind: 'shared', name: 'Valkey (rate limits)' },
    async hit(key, { limit, windowSeconds }) {
      const windowMs = Math.ceil(windowSeconds * 1000)
      const [attempts, leftMs] = (await runHit([counterKey(key)], [windowMs])) as [number, number]
      return { allowed: attempts <= limit, retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) }
    },
    async reset(key) {
      await valkey.ask((redis) => redis.del(counterKey(key)))
    },
    close: valkey.close,
  }
}

/** Hashed: a key holds what people typed, an e-mail address perhaps. */
const counterKey = (key: string) => `rate:${createHash('sha256').update(key).digest('hex')}`
