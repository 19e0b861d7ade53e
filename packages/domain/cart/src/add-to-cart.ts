import { type IdempotencyKey, InvalidInputError, type ShopperId } from '@unsticky/kernel'
import { countUnits } from './cart.ts'
import type { CartEvents } from './cart-events.port.ts'
import type { CartOutcome, CartStore } from './cart-store.port.ts'
import { ProductUnavailableError, UnknownProductError } from './errors.ts'
import type { FindProduct } from './product-lookup.port.ts'

export interface CartDependencies {
  readonly carts: CartStore
  readonly events: CartEvents
  readonly findProduct: FindProduct
}

interface Addition {
  readonly productId: string
  readonly quantity: number
  readonly key: IdempotencyKey
}

/** Puts units of a product into a shopper's cart, once per key, and tells the shopper's devices. */
export async function addToCart(
  { carts, events, findProduct }: CartDependencies,
  shopperId: ShopperId,
  { productId, quantity, key }: Addition,
): Promise<CartOutcome> {
  assertQuantity(quantity, { atLeast: 1 })
  const product = await findProduct(productId)
  if (!product) throw new UnknownProductError(productId)
  if (!product.isForSale) throw new ProductUnavailableError(productId)
  const change = { kind: 'add', productId, quantity, priceCents: product.priceCents } as const
  return announced(events, await carts.change(shopperId, change, { key }))
}

/** Sets the units of a line; 0 removes it. Setting a line that is not in the cart changes nothing. */
export async function setQuantity(
  { carts, events }: Pick<CartDependencies, 'carts' | 'events'>,
  shopperId: ShopperId,
  { productId, quantity, key }: Addition,
): Promise<CartOutcome> {
  assertQuantity(quantity, { atLeast: 0 })
  return announced(events, await carts.change(shopperId, { kind: 'set', productId, quantity }, { key }))
}

/**
 * A lost announcement costs a device its live update until it asks again, never the change itself; so nobody waits for
 * it either.
 */
function announced(events: CartEvents, outcome: CartOutcome): CartOutcome {
  const { cart, replayed } = outcome
  const event = { revision: cart.revision, units: countUnits(cart) }
  if (!replayed) events.publish(cart.shopperId, event).catch(() => {})
  return outcome
}

function assertQuantity(quantity: number, { atLeast }: { atLeast: number }) {
  if (!Number.isSafeInteger(quantity) || quantity < atLeast) {
    throw new InvalidInputError('quantity', `Quantity is a whole number of at least ${atLeast}`)
  }
}
