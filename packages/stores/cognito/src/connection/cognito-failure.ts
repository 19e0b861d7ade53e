import { EmailTakenError, WeakPasswordError } from '@unsticky/accounts'
import { isNamed } from '@unsticky/aws-client'
import { InvalidInputError } from '@unsticky/kernel'

/** What Cognito says about credentials or a token that are not right, whatever is wrong about them. */
const refusals = [
  'NotAuthorizedException',
  'UserNotFoundException',
  'PasswordResetRequiredException',
  'InvalidParameterException',
]

/** `undefined` for a refusal; throws everything else again. Use it as the `catch` of a request. */
export function ignoreRefusal(error: unknown): undefined {
  if (!isNamed(error, ...refusals)) throw error
}

/** The domain's word for why nobody was signed up; any other error as it is. */
export function signUpError(error: unknown): unknown {
  const cause = { cause: new Error(error instanceof Error ? error.name : 'unknown') }
  if (isNamed(error, 'UsernameExistsException', 'AliasExistsException')) return new EmailTakenError(cause)
  if (isNamed(error, 'InvalidPasswordException')) return new WeakPasswordError(cause)
  if (!isNamed(error, 'InvalidParameterException')) return error
  const isAboutPassword = /password/i.test((error as Error).message)
  return isAboutPassword
    ? new WeakPasswordError(cause)
    : new InvalidInputError('email', 'This email address is not accepted', cause)
}
