/**
 * The base of every error that the shop raises on purpose. `code` is stable and survives the process border, where
 * `instanceof` ends; the HTTP status is chosen in one place, at the edge.
 */
export abstract class ShopError extends Error {
  abstract readonly code: string
}

/** Thrown when a value breaks a rule of the domain that the schema cannot express. `field` names it. */
export class InvalidInputError extends ShopError {
  readonly code = 'SHOP_INVALID_INPUT'
  readonly field: string
  constructor(field: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.field = field
  }
}

/**
 * Thrown by an adapter when its backing service did not answer within its bound: slow, frozen or gone.
 * Never thrown for "no such thing". Becomes an honest 503 with Retry-After.
 */
export class UnavailableError extends ShopError {
  readonly code = 'SHOP_UNAVAILABLE'
  /** The backing service, in words for people: "session store". */
  readonly service: string
  readonly retryAfterSeconds: number
  constructor(service: string, options: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(`The ${service} does not answer`, options)
    this.service = service
    this.retryAfterSeconds = options.retryAfterSeconds ?? 2
  }
}
