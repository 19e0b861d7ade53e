import { describeCartStore } from '@unsticky/testkit'
import { createMemoryCartStore } from './memory-cart-store.ts'
import { createClock } from './testing/clock.ts'
import { inMemory } from './testing/excuses.ts'

describeCartStore('memory', {
  open: async () => {
    const clock = createClock()
    return { store: createMemoryCartStore(clock), advance: clock.advance }
  },
  cannot: inMemory,
})
