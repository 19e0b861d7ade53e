import { describeLeaseStore } from '@unsticky/testkit'
import { createClock } from '../testing/clock.ts'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryLeaseStore } from './lease-store.ts'

describeLeaseStore('memory', {
  open: async () => {
    const clock = createClock()
    return { store: createMemoryLeaseStore(clock), advance: clock.advance }
  },
  cannot: { ...inMemory, sharing: 'every process grants itself the lease' },
})
