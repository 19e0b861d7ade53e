import { ShopError } from '@unsticky/kernel'

/** Thrown when an account with this email exists. */
export class EmailTakenError extends ShopError {
  readonly code = 'SHOP_EMAIL_TAKEN'
  constructor(options?: ErrorOptions) {
    super('There is an account with this email', options)
  }
}

/** Thrown when a password does not meet the rules. */
export class WeakPasswordError extends ShopError {
  readonly code = 'SHOP_WEAK_PASSWORD'
  constructor(options?: ErrorOptions) {
    super(`A password has at least ${passwordRule.minLength} characters, a letter and a digit`, options)
  }
}

/** The rule both identity providers apply; the Cognito user pool of the data stack states the same. */
export const passwordRule = { minLength: 10, maxLength: 200 } as const

/** Throws `WeakPasswordError`. */
export function assertPassword(password: string): void {
  const { minLength, maxLength } = passwordRule
  const isLongEnough = password.length >= minLength && password.length <= maxLength
  if (!isLongEnough || !/[a-z]/i.test(password) || !/\d/.test(password)) throw new WeakPasswordError()
}
