import type { Line } from './events.ts'

export interface ItemsOptions {
  readonly productIds: readonly string[]
  /** How many different products a shopper gets, at least 3. */
  readonly lines?: number
}

/**
 * What the shopper with this number (from 0) should put in, so that mixed carts show: every shopper gets another set of
 * products, all sets are of the same size, so none lies within another, and quantities differ from line to line. A cart
 * handed to the wrong shopper then holds a product that this shopper never sent.
 * Throws a `RangeError` when the catalogue is too small for that.
 */
export function itemsFor(shopperNumber: number, { productIds, lines = 3 }: ItemsOptions): readonly Line[] {
  const products = productIds.length
  // Points a, a+s, a+2s… on a circle less than half round tell a and s, so every pair (a, s) is a set of its own.
  const strides = Math.floor((products - 1) / (2 * lines))
  const stride = 1 + Math.floor(shopperNumber / products)
  if (lines < 3 || stride > strides) {
    throw new RangeError(
      `${products} products make ${strides * products} sets of ${lines}; no set for shopper ${shopperNumber}`,
    )
  }
  return Array.from({ length: lines }, (_, line) => ({
    productId: productIds[(shopperNumber + line * stride) % products] as string,
    quantity: 1 + ((shopperNumber + line) % 3),
  }))
}
