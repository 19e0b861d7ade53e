/** Counts wrong passwords. Every instance counts for itself. This file is yours. */
import { createMemoryRateLimiter } from '@unsticky/in-process'
import type { SharedOptions } from '@unsticky/lab-kit/valkey'

export function createLimiter(_options: SharedOptions) {
  return createMemoryRateLimiter()
}
