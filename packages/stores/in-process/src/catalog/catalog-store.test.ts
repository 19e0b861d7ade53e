import { describeCatalogStore } from '@unsticky/testkit'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryCatalogStore } from './catalog-store.ts'

describeCatalogStore('memory', {
  open: async () => ({ store: createMemoryCatalogStore() }),
  cannot: inMemory,
})
