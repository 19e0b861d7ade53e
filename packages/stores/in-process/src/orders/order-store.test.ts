import { describeOrderStore } from '@unsticky/testkit'
import { createMemoryCatalogStore } from '../catalog/catalog-store.ts'
import { createClock } from '../testing/clock.ts'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryOrderStore } from './order-store.ts'

describeOrderStore('memory', {
  open: async () => {
    const clock = createClock()
    const catalog = createMemoryCatalogStore()
    return { store: createMemoryOrderStore({ catalog, now: clock.now }), catalog, advance: clock.advance }
  },
  cannot: inMemory,
})
