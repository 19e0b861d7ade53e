import type { IdempotencyKey, Placed, ShopperId } from '@unsticky/kernel'
import type { Cart } from './cart.ts'
import type { CartChange } from './cart-change.ts'

/** `replayed`: a change with this key was made before; nothing was done now, `cart` is the cart as it is now. */
export interface CartOutcome {
  readonly cart: Cart
  readonly replayed: boolean
}

/**
 * Keeps one cart per shopper. A shopper nobody wrote for has an empty cart, never an error.
 *
 * - A change is atomic: changes of two devices at the same moment are both kept.
 * - A change counts once per shopper and key, decided together with the change itself, as long as it is one of the
 *   last 64 changes of the cart (`keptCartKeys`) and no older than 15 minutes (`cartKeySeconds`). The same key with
 *   another change (by `changeFingerprint`) is an `IdempotencyKeyReusedError`. A refused change does not use its key
 *   up.
 * - What was acknowledged is kept, unless an adapter says otherwise in `livesIn`.
 * - What comes back is a copy. A service that does not answer is an `UnavailableError`.
 */
export interface CartStore extends Placed {
  load(shopperId: ShopperId): Promise<Cart>
  /** Throws `QuantityLimitError` and `CartFullError`. */
  change(shopperId: ShopperId, change: CartChange, options: { key: IdempotencyKey }): Promise<CartOutcome>
  /**
   * Moves the lines of a guest's cart to an account's, exactly once, however often and from however many instances
   * it is called, and also when an earlier call died half way. The guest's cart is empty afterwards.
   */
  mergeGuest(guestId: ShopperId, accountId: ShopperId): Promise<Cart>
  /** Carts with lines, unchanged since `before` (ms) and not yet reminded of; at most `limit`. */
  abandoned(options: { before: number; limit: number }): Promise<readonly Cart[]>
  /** Notes that this revision was reminded of. False when it had been noted before: then somebody else did it. */
  markReminded(cart: Cart): Promise<boolean>
  close(): Promise<void>
}
