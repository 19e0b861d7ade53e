import { describeRateLimiter } from '@unsticky/testkit'
import { createClock } from '../testing/clock.ts'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryRateLimiter } from './rate-limiter.ts'

describeRateLimiter('memory', {
  open: async () => {
    const { now, advance } = createClock()
    return { store: createMemoryRateLimiter({ now }), advance: async (milliseconds) => advance(milliseconds) }
  },
  cannot: { ...inMemory, sharing: 'every process counts for itself' },
})
