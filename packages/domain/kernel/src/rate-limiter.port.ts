import type { Placed } from './state-place.ts'

export interface RateLimitDecision {
  readonly allowed: boolean
  /** Seconds until the window ends; for Retry-After. */
  readonly retryAfterSeconds: number
}

/** Counts attempts per key in a fixed window. */
export interface RateLimiter extends Placed {
  /** Counts one attempt; not allowed once more than `limit` were counted within the window. */
  hit(key: string, options: { limit: number; windowSeconds: number }): Promise<RateLimitDecision>
  /** Forgets the attempts of a key, after a success. */
  reset(key: string): Promise<void>
  close(): Promise<void>
}
