import { expect, it } from 'vitest'
import { InvalidInputError, ShopError, UnavailableError } from './errors.ts'
import { IdempotencyKeyReusedError, RequestInProgressError } from './idempotency.ts'

it('gives every error a stable code of its own, and keeps the cause', () => {
  const cause = new Error('ECONNRESET')
  const errors = [
    new InvalidInputError('quantity', 'Quantity is a whole number', { cause }),
    new UnavailableError('cart store', { cause }),
    new IdempotencyKeyReusedError({ cause }),
    new RequestInProgressError(1, { cause }),
  ]

  expect(new Set(errors.map(({ code }) => code)).size).toBe(errors.length)
  for (const error of errors) {
    expect(error).toBeInstanceOf(ShopError)
    expect(error.code).toMatch(/^SHOP_[A-Z_]+$/)
    expect(error.cause).toBe(cause)
  }
})

it('says when to come back, two seconds unless told otherwise', () => {
  expect(new UnavailableError('cart store').retryAfterSeconds).toBe(2)
  expect(new UnavailableError('cart store', { retryAfterSeconds: 9 }).retryAfterSeconds).toBe(9)
})
