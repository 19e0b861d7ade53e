import { describeCartEvents } from '@unsticky/testkit'
import { createMemoryCartEvents } from './memory-cart-events.ts'
import { inMemory } from './testing/excuses.ts'

describeCartEvents('memory', {
  open: async () => ({ store: createMemoryCartEvents() }),
  cannot: { ...inMemory, sharing: 'an EventEmitter reaches the listeners of its own process' },
})
