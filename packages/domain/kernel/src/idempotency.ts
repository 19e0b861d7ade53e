import { ShopError } from './errors.ts'

/**
 * Identifies one intended write, chosen by the client; a repeat of the request carries the same key. At most 255
 * characters, as at Stripe: https://docs.stripe.com/api/idempotent_requests
 */
export type IdempotencyKey = string

/** How long the key of an order is remembered. Stripe: "at least 24 hours". */
export const idempotencyKeySeconds = 24 * 60 * 60

/** Thrown when a key comes again with another request body: the client has a bug, nothing was changed. */
export class IdempotencyKeyReusedError extends ShopError {
  readonly code = 'SHOP_IDEMPOTENCY_KEY_REUSED'
  constructor(options?: ErrorOptions) {
    super('This Idempotency-Key was used for a different request', options)
  }
}

/** Thrown when a request with the same key is being worked on right now. The client waits and repeats. */
export class RequestInProgressError extends ShopError {
  readonly code = 'SHOP_REQUEST_IN_PROGRESS'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds = 1, options?: ErrorOptions) {
    super('A request with this Idempotency-Key is in progress', options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}
