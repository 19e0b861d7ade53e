import type { RateLimiter } from '@unsticky/kernel'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { memory } from '../in-process.ts'

/** Fixed windows in a Map. */
export function createMemoryRateLimiter(): RateLimiter {
  // STATEFUL: every instance counts for itself, so n instances allow n times the limit.
  const windows = new Map<string, RateLimiterMemory>()
  return { livesIn: memory, hit, reset, close: async () => {} }

  async function hit(key: string, { limit, windowSeconds }: { limit: number; windowSeconds: number }) {
    try {
      const result = await windowOf(limit, windowSeconds).consume(key)
      return { allowed: true, retryAfterSeconds: secondsLeft(result) }
    } catch (rejected) {
      if (rejected instanceof Error) throw rejected
      return { allowed: false, retryAfterSeconds: secondsLeft(rejected as RateLimiterRes) }
    }
  }

  async function reset(key: string) {
    for (const window of windows.values()) await window.delete(key)
  }

  function windowOf(points: number, duration: number) {
    const name = `${points}/${duration}`
    const window = windows.get(name) ?? new RateLimiterMemory({ points, duration })
    windows.set(name, window)
    return window
  }
}

const secondsLeft = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000))
