import { describeCartEvents } from '@unsticky/testkit'
import { inMemory } from '../testing/excuses.ts'
import { createMemoryCartEvents } from './cart-events.ts'

describeCartEvents('memory', {
  open: async () => ({ store: createMemoryCartEvents() }),
  cannot: { ...inMemory, sharing: 'an EventEmitter reaches the listeners of its own process' },
})
