import type { Cents, ShopperId } from '@unsticky/kernel'

export interface CartLine {
  readonly productId: string
  /** 1 to `maxQuantity`. */
  readonly quantity: number
  /** The price when the line was last added to, so that a change can be shown at checkout. */
  readonly seenPriceCents: Cents
  /** Milliseconds since 1970; keeps the lines in the order in which they came. */
  readonly addedAt: number
}

/** An order that was about to take a cart, when the cart was last told of it. */
export interface PendingOrder {
  readonly orderId: string
  /** Milliseconds since 1970. */
  readonly since: number
}

/** One shopper's cart. A cart nobody wrote to yet is empty with revision 0. */
export interface Cart {
  readonly shopperId: ShopperId
  readonly lines: readonly CartLine[]
  /** Grows by one with every change, so that a device can tell an old picture from a new one. */
  readonly revision: number
  /** Milliseconds since 1970; 0 for a cart nobody wrote to. */
  readonly updatedAt: number
  /** The orders that were begun with this cart and have not been settled; left out when there is none. */
  readonly pendingOrders?: readonly PendingOrder[]
}

/** The most units of one product and the most lines of one cart. */
export interface CartLimits {
  readonly maxQuantity: number
  readonly maxLines: number
}

export const cartLimits: CartLimits = { maxQuantity: 20, maxLines: 50 }

export const emptyCart = (shopperId: ShopperId): Cart => ({ shopperId, lines: [], revision: 0, updatedAt: 0 })

export const countUnits = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.quantity, 0)
