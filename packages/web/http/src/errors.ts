import { ShopError } from '@unsticky/kernel'

/** Thrown when a route needs an account and the request has none, or one that has ended. */
export class NotSignedInError extends ShopError {
  readonly code = 'SHOP_NOT_SIGNED_IN'
  constructor(options?: ErrorOptions) {
    super('Sign in first', options)
  }
}

/** Thrown for an unknown email and a wrong password alike. */
export class WrongCredentialsError extends ShopError {
  readonly code = 'SHOP_WRONG_CREDENTIALS'
  constructor(options?: ErrorOptions) {
    super('Email or password is wrong', options)
  }
}

/** Thrown when a cookie request does not prove that it comes from our own pages. */
export class CsrfError extends ShopError {
  readonly code = 'SHOP_CSRF_TOKEN'
  constructor(options?: ErrorOptions) {
    super(
      'The X-CSRF-Token is missing or not of this session; GET /api/session gives the current one',
      options,
    )
  }
}

/** Thrown when a browser says that another site sent the request. */
export class CrossSiteError extends ShopError {
  readonly code = 'SHOP_CROSS_SITE'
  constructor(options?: ErrorOptions) {
    super('Requests of other sites change nothing here', options)
  }
}

/** Thrown when a write comes without an Idempotency-Key. */
export class KeyRequiredError extends ShopError {
  readonly code = 'SHOP_IDEMPOTENCY_KEY_REQUIRED'
  constructor(options?: ErrorOptions) {
    super('Send an Idempotency-Key of 1 to 255 visible ASCII characters, such as a random UUID', options)
  }
}

/** Thrown when somebody tried too often. */
export class TooManyAttemptsError extends ShopError {
  readonly code = 'SHOP_TOO_MANY_ATTEMPTS'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number, options?: ErrorOptions) {
    super('Too many attempts; try again later', options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Thrown when this instance has as much to do as it can bear, though its stores answer. */
export class BusyError extends ShopError {
  readonly code = 'SHOP_BUSY'
  readonly retryAfterSeconds: number
  constructor({ retryAfterSeconds = 1, ...options }: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super('There is too much to do at the moment; try again shortly', options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Thrown when a resource is not there, or belongs to somebody else: the answer is the same. */
export class NotFoundError extends ShopError {
  readonly code = 'SHOP_NOT_FOUND'
  constructor(what: string, options?: ErrorOptions) {
    super(`There is no such ${what}`, options)
  }
}

/** Thrown when an upload is not a PNG, JPEG or WebP picture, whatever its name or type says. */
export class NotAPictureError extends ShopError {
  readonly code = 'SHOP_NOT_A_PICTURE'
  constructor(options?: ErrorOptions) {
    super('This is not a PNG, JPEG or WebP picture', options)
  }
}

/** Thrown when the shop's origin is https and the request came without it: a cookie would be set for nobody. */
export class HttpsRequiredError extends ShopError {
  readonly code = 'SHOP_HTTPS_REQUIRED'
  constructor(options?: ErrorOptions) {
    super(
      'This shop is served by https: its balancer sends X-Forwarded-Proto and is one of TRUSTED_PROXIES',
      options,
    )
  }
}

/** Thrown when a body comes where none is taken. */
export class UnexpectedBodyError extends ShopError {
  readonly code = 'SHOP_UNEXPECTED_BODY'
  constructor(options?: ErrorOptions) {
    super('This request takes no body', options)
  }
}
