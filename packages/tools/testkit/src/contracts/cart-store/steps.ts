import type { Cart, CartChange, CartStore } from '@unsticky/cart'
import { freshId, freshKey } from '../../random-ids.ts'

export const freshShopper = () => freshId('account')
export const freshGuest = () => freshId('guest')

export const adding = (productId: string, quantity = 1, priceCents = 990): CartChange => ({
  kind: 'add',
  productId,
  quantity,
  priceCents,
})

export const setting = (productId: string, quantity: number): CartChange => ({
  kind: 'set',
  productId,
  quantity,
})

export const taking = (productId: string, quantity: number): CartChange => ({
  kind: 'take',
  lines: [{ productId, quantity }],
})

/** Changes under a key of its own. */
export async function change(store: CartStore, shopperId: string, what: CartChange): Promise<Cart> {
  const { cart } = await store.change(shopperId, what, { key: freshKey() })
  return cart
}

/** Product → units; what most tests care about. */
export const unitsOf = ({ lines }: Cart): Record<string, number> =>
  Object.fromEntries(lines.map(({ productId, quantity }) => [productId, quantity]))
