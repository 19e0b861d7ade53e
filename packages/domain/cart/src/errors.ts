import { ShopError } from '@unsticky/kernel'

/** Thrown when a line would hold more units of a product than a cart may. */
export class QuantityLimitError extends ShopError {
  readonly code = 'SHOP_QUANTITY_LIMIT'
  readonly productId: string
  readonly maxQuantity: number
  constructor(productId: string, maxQuantity: number, options?: ErrorOptions) {
    super(`At most ${maxQuantity} units of one product fit in a cart`, options)
    this.productId = productId
    this.maxQuantity = maxQuantity
  }
}

/** Thrown when a further line would exceed the number of lines a cart may have. */
export class CartFullError extends ShopError {
  readonly code = 'SHOP_CART_FULL'
  readonly maxLines: number
  constructor(maxLines: number, options?: ErrorOptions) {
    super(`A cart holds at most ${maxLines} different products`, options)
    this.maxLines = maxLines
  }
}

/** Thrown when a product cannot be put into a cart because it is unknown. */
export class UnknownProductError extends ShopError {
  readonly code = 'SHOP_UNKNOWN_PRODUCT'
  readonly productId: string
  constructor(productId: string, options?: ErrorOptions) {
    super('There is no such product', options)
    this.productId = productId
  }
}

/** Thrown when a product exists but is not for sale any more. */
export class ProductUnavailableError extends ShopError {
  readonly code = 'SHOP_PRODUCT_UNAVAILABLE'
  readonly productId: string
  constructor(productId: string, options?: ErrorOptions) {
    super('This product is not for sale any more', options)
    this.productId = productId
  }
}
