import {
  addToCart,
  type Cart,
  type CartEvents,
  type CartOutcome,
  type CartStore,
  countUnits,
  setQuantity,
} from '@unsticky/cart'
import type { CatalogCache } from '@unsticky/catalog'
import type { AccountId, IdempotencyKey, ShopperId } from '@unsticky/kernel'
import { type CartView, sellable, shownOnDevice, viewOfCart } from './cart-view.ts'
import type { StockGlance } from './stock-glance.ts'

export type { CartView, CartViewLine } from './cart-view.ts'

interface LineChange {
  readonly productId: string
  readonly quantity: number
  readonly key: IdempotencyKey
}

interface CartServicesOptions {
  readonly events: CartEvents
  readonly catalogue: CatalogCache['current']
  readonly glance: StockGlance
}

/** What can be done with a cart. `carts` is given with each call, because the naive way keeps it in the session. */
export function createCartServices({ events, catalogue, glance }: CartServicesOptions) {
  return {
    view,
    viewCart: async (carts: CartStore, shopperId: ShopperId) => view(await carts.load(shopperId)),
    cartForDevice,
    addToCart: (carts: CartStore, shopperId: ShopperId, change: LineChange): Promise<CartOutcome> =>
      addToCart({ carts, events, findProduct }, shopperId, change),
    setQuantity: (carts: CartStore, shopperId: ShopperId, change: LineChange): Promise<CartOutcome> =>
      setQuantity({ carts, events }, shopperId, change),
    mergeGuest,
    announce,
  }

  async function findProduct(productId: string) {
    const product = (await catalogue()).get(productId)
    if (product) glance.look(productId) // read while the cart is written, to stand in the answer
    return sellable(product)
  }

  async function view(cart: Cart): Promise<CartView> {
    return viewOfCart(cart, (await catalogue()).get)
  }

  async function cartForDevice(cart: Cart) {
    const seen = await view(cart)
    const unitsLeft = glance.lastKnown(seen.lines.map(({ productId }) => productId))
    return shownOnDevice(seen, (productId) => unitsLeft.get(productId))
  }

  async function mergeGuest(carts: CartStore, guestId: ShopperId, accountId: AccountId): Promise<Cart> {
    const cart = await carts.mergeGuest(guestId, accountId)
    await announce(cart)
    return cart
  }

  /** Best effort: a device that misses it sees the change at its next request. */
  async function announce(cart: Cart) {
    await events.publish(cart.shopperId, { revision: cart.revision, units: countUnits(cart) }).catch(() => {})
  }
}
