import { describeProfileStore } from '@unsticky/testkit'
import { createMemoryProfileStore } from './memory-profile-store.ts'
import { inMemory } from './testing/excuses.ts'

describeProfileStore('memory', {
  open: async () => ({ store: createMemoryProfileStore() }),
  cannot: inMemory,
})
