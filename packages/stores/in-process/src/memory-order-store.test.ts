import { describeOrderStore } from '@unsticky/testkit'
import { createMemoryCatalogStore } from './memory-catalog-store.ts'
import { createMemoryOrderStore } from './memory-order-store.ts'
import { createClock } from './testing/clock.ts'
import { inMemory } from './testing/excuses.ts'

describeOrderStore('memory', {
  open: async () => {
    const clock = createClock()
    const catalog = createMemoryCatalogStore()
    return { store: createMemoryOrderStore({ catalog, now: clock.now }), catalog, advance: clock.advance }
  },
  cannot: inMemory,
})
