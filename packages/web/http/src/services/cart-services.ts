import {
  addToCart,
  type Cart,
  type CartEvents,
  type CartOutcome,
  type CartStore,
  countUnits,
  type PricedLine,
  priceCart,
  type SellableProduct,
  setQuantity,
} from '@unsticky/cart'
import type { CatalogCache, Product } from '@unsticky/catalog'
import type { AccountId, IdempotencyKey, ShopperId } from '@unsticky/kernel'
import type { StockGlance } from './stock-glance.ts'

export interface CartViewLine extends PricedLine {
  readonly name: string
}

/** A cart at today's prices, as the API and the pages show it. */
export interface CartView {
  readonly revision: number
  readonly lines: readonly CartViewLine[]
  readonly totalCents: number
  readonly units: number
}

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
    return sellable((await catalogue()).get(productId))
  }

  async function view(cart: Cart): Promise<CartView> {
    const { get } = await catalogue()
    const priced = priceCart(cart, (productId) => sellable(get(productId)))
    const lines = priced.lines.map((line) => ({ ...line, name: get(line.productId)?.name ?? line.productId }))
    return { ...priced, revision: cart.revision, lines }
  }

  /** A cart as the API shows it: with pictures and about as many units as are left. */
  async function cartForDevice(cart: Cart) {
    const [{ lines, ...sums }, unitsLeft] = await Promise.all([view(cart), glance.all()])
    const shown = lines.map((line) => ({
      ...line,
      pictureUrl: `/api/products/${line.productId}/picture.svg`,
      unitsLeft: unitsLeft.get(line.productId),
    }))
    return { ...sums, lines: shown }
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

const sellable = (product: Product | undefined): SellableProduct | undefined =>
  product && { id: product.id, priceCents: product.priceCents, isForSale: product.status === 'active' }
