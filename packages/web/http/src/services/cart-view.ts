import { type Cart, type PricedLine, priceCart, type SellableProduct } from '@unsticky/cart'
import type { Product } from '@unsticky/catalog'

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

export function viewOfCart(cart: Cart, get: (productId: string) => Product | undefined): CartView {
  const priced = priceCart(cart, (productId) => sellable(get(productId)))
  const lines = priced.lines.map((line) => ({ ...line, name: get(line.productId)?.name ?? line.productId }))
  return { ...priced, revision: cart.revision, lines }
}

/** A cart as the API shows it: with pictures and about as many units as are left. */
export function shownOnDevice(
  { lines, ...sums }: CartView,
  unitsLeft: (productId: string) => number | undefined,
) {
  const shown = lines.map((line) => ({
    ...line,
    pictureUrl: `/api/products/${line.productId}/picture.svg`,
    unitsLeft: unitsLeft(line.productId),
  }))
  return { ...sums, lines: shown }
}

export const sellable = (product: Product | undefined): SellableProduct | undefined =>
  product && { id: product.id, priceCents: product.priceCents, isForSale: product.status === 'active' }
