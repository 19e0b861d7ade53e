import { describeCatalogStore } from '@unsticky/testkit'
import { createMemoryCatalogStore } from './memory-catalog-store.ts'
import { inMemory } from './testing/excuses.ts'

describeCatalogStore('memory', {
  open: async () => ({ store: createMemoryCatalogStore() }),
  cannot: inMemory,
})
