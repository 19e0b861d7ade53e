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

/** What Cognito says of a login that has ended, or whose account is disabled or gone. */
const goneNames = ['NotAuthorizedException', 'UserNotFoundException', 'PasswordResetRequiredException']

/** Also NotAuthorizedException, but about how the shop asks: https://repost.aws/knowledge-center/cognito-unable-to-verify-secret-hash */
const isAboutClient = /\b(client|secret)\b/i

/**
 * Whether a refusal says that a login is over. Any other one (the client is set up wrongly, a firewall refuses, a trigger
 * fails) says nothing about the login: nobody is signed out by it.
 */
export const saysGone = (error: unknown): boolean =>
  isNamed(error, ...goneNames) && !isAboutClient.test((error as Error).message)

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
