import type { Cents } from '@unsticky/kernel'
import type { Cart, CartLine } from './cart.ts'
import type { SellableProduct } from './product-lookup.port.ts'

export interface PricedLine extends CartLine {
  /** Today's price; the seen price when the product is gone. */
  readonly priceCents: Cents
  readonly lineCents: Cents
  /** False when the product is gone or no longer for sale: the line stays visible but cannot be bought. */
  readonly isForSale: boolean
  readonly isPriceChanged: boolean
}

export interface PricedCart {
  readonly lines: readonly PricedLine[]
  /** Sum of the lines that can be bought. */
  readonly totalCents: Cents
  readonly units: number
}

/** Puts today's prices to a cart. Prices come from the catalogue, never from the client. */
export function priceCart(cart: Cart, find: (productId: string) => SellableProduct | undefined): PricedCart {
  const lines = cart.lines.map((line) => priceLine(line, find(line.productId)))
  const buyable = lines.filter((line) => line.isForSale)
  return {
    lines,
    totalCents: buyable.reduce((sum, line) => sum + line.lineCents, 0),
    units: lines.reduce((sum, line) => sum + line.quantity, 0),
  }
}

function priceLine(line: CartLine, product: SellableProduct | undefined): PricedLine {
  const priceCents = product?.priceCents ?? line.seenPriceCents
  return {
    ...line,
    priceCents,
    lineCents: priceCents * line.quantity,
    isForSale: product?.isForSale ?? false,
    isPriceChanged: product !== undefined && product.priceCents !== line.seenPriceCents,
  }
}
