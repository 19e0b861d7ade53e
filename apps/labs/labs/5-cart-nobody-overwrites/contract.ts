import { describeCartStore } from '@unsticky/testkit'
import { suiteValkey } from '../../src/check/suite-valkey.ts'
import { loadAddToCart } from './adapters.ts'
import { createLabCarts } from './lab-carts.ts'

export async function contract(folder: string): Promise<void> {
  const addToCart = await loadAddToCart(folder)
  const harness = suiteValkey(({ valkey, now }) => createLabCarts({ valkey, now, addToCart }))
  describeCartStore('yours', { open: harness.open })
}
