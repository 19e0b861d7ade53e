import type { Cents } from '@unsticky/kernel'

/** What the cart needs to know of a product. */
export interface SellableProduct {
  readonly id: string
  readonly priceCents: Cents
  readonly isForSale: boolean
}

/** Finds a product for the cart; an unknown id is `undefined`. */
export type FindProduct = (productId: string) => Promise<SellableProduct | undefined>
