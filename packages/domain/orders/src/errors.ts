import { type Cents, ShopError } from '@unsticky/kernel'

/** Thrown when an order asks for more units than are left. Nothing was taken. */
export class OutOfStockError extends ShopError {
  readonly code = 'SHOP_OUT_OF_STOCK'
  readonly productIds: readonly string[]
  constructor(productIds: readonly string[], options?: ErrorOptions) {
    super('There are not enough units left of a product in the cart', options)
    this.productIds = productIds
  }
}

/** Thrown when there is nothing to order. */
export class EmptyCartError extends ShopError {
  readonly code = 'SHOP_EMPTY_CART'
  constructor(options?: ErrorOptions) {
    super('The cart is empty', options)
  }
}

/** Thrown when a line of the cart is not for sale any more: the shopper takes it out first. */
export class CartNotBuyableError extends ShopError {
  readonly code = 'SHOP_CART_NOT_BUYABLE'
  readonly productIds: readonly string[]
  constructor(productIds: readonly string[], options?: ErrorOptions) {
    super('A product in the cart is not for sale any more', options)
    this.productIds = productIds
  }
}

/** Thrown when the total is not the one the shopper saw and agreed to. Nothing was ordered. */
export class TotalChangedError extends ShopError {
  readonly code = 'SHOP_TOTAL_CHANGED'
  readonly totalCents: Cents
  constructor(totalCents: Cents, options?: ErrorOptions) {
    super('The total has changed since it was shown', options)
    this.totalCents = totalCents
  }
}

/** Thrown when the payment was declined. Nothing was ordered. */
export class PaymentDeclinedError extends ShopError {
  readonly code = 'SHOP_PAYMENT_DECLINED'
  constructor(options?: ErrorOptions) {
    super('The payment was declined', options)
  }
}

/** Thrown when an order cannot take this step from where it is. */
export class IllegalTransitionError extends ShopError {
  readonly code = 'SHOP_ILLEGAL_TRANSITION'
  readonly from: string
  readonly to: string
  constructor(from: string, to: string, options?: ErrorOptions) {
    super(`An order that is ${from} cannot become ${to}`, options)
    this.from = from
    this.to = to
  }
}

/**
 * Thrown when another device of the account placed an order while this one was being placed: both began with the same
 * cart. Nothing was ordered a second time.
 */
export class CartOrderedError extends ShopError {
  readonly code = 'SHOP_CART_ORDERED'
  /** The order that came of the cart; `undefined` when it cannot be looked up. */
  readonly orderId: string | undefined
  constructor(orderId: string | undefined, options?: ErrorOptions) {
    super('This cart has been ordered from another device', options)
    this.orderId = orderId
  }
}
