import type { AccountId, IdempotencyKey, Placed } from '@unsticky/kernel'
import type { Order, OrderLine, OrderStatus } from './order.ts'

/** What a claim of an idempotency key found. */
export type Claim =
  /** The key is ours until the lease ends; `orderId` is the id the order must get, the same at every attempt. */
  | { readonly kind: 'claimed'; readonly orderId: string }
  /** An order was placed under this key. */
  | { readonly kind: 'placed'; readonly order: Order }
  /** Somebody works on it right now. */
  | { readonly kind: 'in-progress'; readonly retryAfterSeconds: number }
  /** The key belongs to another request body. */
  | { readonly kind: 'mismatch' }

export interface ClaimRequest {
  /** Hash of what was asked for, to tell a repeat from a reuse. */
  readonly requestHash: string
  /** Used when the key is new; a key whose lease ran out keeps the id it had. */
  readonly newOrderId: string
  /** An instance that dies blocks its key no longer than this. */
  readonly leaseSeconds: number
}

/** The order that an account placed last, as far as the next one needs to know it. */
export interface LastOrder {
  readonly id: string
  readonly lines: readonly OrderLine[]
  /** Milliseconds since 1970. */
  readonly placedAt: number
}

export interface PlaceOptions {
  readonly key: IdempotencyKey
  /**
   * What `last` gave before the cart was read, `null` for none. The order is placed only if no other one came in
   * between, so that two devices cannot order one cart. Left out: not looked at.
   */
  readonly after?: LastOrder | null
}

export interface OrderQuery {
  readonly limit?: number
  /** The id of an order. */
  readonly before?: string | undefined
}

/**
 * Keeps the orders, the idempotency records of placing them (24 hours, per account: nobody can ask for somebody
 * else's answer), and takes the stock. A service that does not answer is an `UnavailableError`.
 */
export interface OrderStore extends Placed {
  claim(accountId: AccountId, key: IdempotencyKey, request: ClaimRequest): Promise<Claim>
  /** Gives up a claim whose order was refused, so that the same key may try again. */
  release(accountId: AccountId, key: IdempotencyKey): Promise<void>
  /**
   * Takes the stock of every line, stores the order under a number of its own and completes the claim: all or
   * nothing. Throws `OutOfStockError`, and `CartOrderedError` when another order came after `after`. Placing the same
   * order id again resolves to the stored order.
   */
  place(order: Omit<Order, 'number'>, options: PlaceOptions): Promise<Order>
  /** The order that this account placed last, from whichever device. `null`: none yet. */
  last(accountId: AccountId): Promise<LastOrder | null>
  /** Somebody else's order is `undefined`, as one that does not exist. */
  get(accountId: AccountId, orderId: string): Promise<Order | undefined>
  /** Newest first. `before`: only those older than this order of the account, for the next page. */
  list(accountId: AccountId, options?: OrderQuery): Promise<readonly Order[]>
  /**
   * Moves an order to another status; `cancelled` puts the units back into stock, in the same step. An order that is
   * there already stays as it is, so that a repeat gets the same answer. Throws `IllegalTransitionError`. `undefined`: no
   * such order of this account.
   */
  transition(accountId: AccountId, orderId: string, options: { to: OrderStatus }): Promise<Order | undefined>
  close(): Promise<void>
}
