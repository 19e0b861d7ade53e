import { describeProfileStore } from '@unsticky/testkit'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryProfileStore } from './profile-store.ts'

describeProfileStore('memory', {
  open: async () => ({ store: createMemoryProfileStore() }),
  cannot: inMemory,
})
