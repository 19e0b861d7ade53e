import { setTimeout as sleep } from 'node:timers/promises'
import { describeRateLimiter } from '@unsticky/testkit'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryRateLimiter } from './rate-limiter.ts'

describeRateLimiter('memory', {
  // rate-limiter-flexible reads the real clock, so the window has to pass.
  open: async () => ({ store: createMemoryRateLimiter(), advance: (milliseconds) => sleep(milliseconds) }),
  cannot: { ...inMemory, sharing: 'every process counts for itself' },
})
