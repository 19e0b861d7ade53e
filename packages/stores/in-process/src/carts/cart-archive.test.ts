import { describeCartArchive } from '@unsticky/testkit'
import { createMemoryCartStore } from './cart-store.ts'

describeCartArchive('memory', {
  open: async () => {
    const carts = createMemoryCartStore()
    return { store: { carts, archive: carts.archive, close: carts.close } }
  },
})
