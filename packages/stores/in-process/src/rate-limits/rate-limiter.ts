import { type Now, type RateLimiter, systemNow } from '@unsticky/kernel'
import { memory } from '../in-process.ts'

/** Fixed windows in a Map. `now` in milliseconds. */
export function createMemoryRateLimiter({ now = systemNow }: { now?: Now } = {}): RateLimiter {
  // STATEFUL: every instance counts for itself, so n instances allow n times the limit.
  const windows = new Map<string, { attempts: number; endsAt: number }>()
  return { livesIn: memory, hit, reset, close: async () => {} }

  async function hit(key: string, { limit, windowSeconds }: { limit: number; windowSeconds: number }) {
    for (const [old, { endsAt }] of windows) if (endsAt <= now()) windows.delete(old)
    const { attempts, endsAt } = windows.get(key) ?? { attempts: 0, endsAt: now() + windowSeconds * 1000 }
    windows.set(key, { attempts: attempts + 1, endsAt })
    return { allowed: attempts < limit, retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now()) / 1000)) }
  }

  async function reset(key: string) {
    windows.delete(key)
  }
}
