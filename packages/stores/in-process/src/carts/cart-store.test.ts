import { describeCartStore } from '@unsticky/testkit'
import { createClock } from '../testing/clock.ts'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryCartStore } from './cart-store.ts'

describeCartStore('memory', {
  open: async () => {
    const clock = createClock()
    return { store: createMemoryCartStore(clock), advance: clock.advance }
  },
  cannot: inMemory,
})
