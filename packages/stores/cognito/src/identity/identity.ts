import {
  AdminConfirmSignUpCommand,
  type AuthenticationResultType,
  ChangePasswordCommand,
  type CognitoIdentityProviderClient,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import {
  assertPassword,
  type Credentials,
  type IdentityProvider,
  type Login,
  type LoginToken,
  type Tokens,
} from '@unsticky/accounts'
import { type AwsCall, createAwsGuard, isNamed, isPassing } from '@unsticky/aws-client'
import { type Now, systemNow, UnavailableError } from '@unsticky/kernel'
import { decodeJwt } from 'jose'
import { ignoreRefusal, saysGone, signUpError } from '../connection/cognito-failure.ts'
import { verifyAccessToken } from '../tokens/access-token.ts'
import { createJwksCache } from '../tokens/jwks-cache.ts'

export interface CognitoIdentityOptions {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
  /** A client without a secret that may use USER_PASSWORD_AUTH. */
  readonly clientId: string
  /** What tokens must name as their issuer. */
  readonly issuer: string
  /** Where the public keys are; with AWS, the issuer and `/.well-known/jwks.json`. */
  readonly jwksUrl: string
  readonly now?: Now
}

/**
 * Accounts in a Cognito user pool; an account's id is its `sub`. Tokens are verified here, by public keys, without
 * asking Cognito, so by themselves they outlive a login for up to an hour; `holds` asks. It needs no rights in AWS: what
 * ends logins is done with the token of their owner.
 *
 * A new account is confirmed at once. A real shop leaves that step out and lets Cognito mail a code.
 */
export function createCognitoIdentity({
  client,
  userPoolId,
  clientId,
  issuer,
  jwksUrl,
  now = systemNow,
}: CognitoIdentityOptions): IdentityProvider {
  const ask = createAwsGuard('login service', {
    deadlineMs: 4000,
    configurationErrors: {
      ResourceNotFoundException: `There is no user pool ${userPoolId} with a client ${clientId}`,
    },
  })
  // Asked on the way to an answer, by requests that could do without it.
  const askBriefly = createAwsGuard('login service', { deadlineMs: 1500 })
  const findKey = createJwksCache({ url: jwksUrl })
  return {
    livesIn: { kind: 'shared', name: 'Cognito' },
    signUp: (credentials) => ask((call) => signUp(credentials, call)),
    logIn: (credentials) => ask((call) => logIn(credentials, call)),
    verifyAccessToken: (token) => verifyAccessToken(token, { issuer, clientId, findKey, now }),
    refresh: (refreshToken) => ask((call) => refresh(refreshToken, call)),
    revoke: (refreshToken) => ask((call) => revoke(refreshToken, call)),
    holds: (token) => askBriefly((call) => holds(token, call)),
    endLogins: (credentials, { newPassword } = {}) =>
      ask((call) => endLogins(credentials, { newPassword, call })),
    close: async () => client.destroy(),
  }

  async function signUp({ email, password }: Credentials, call: AwsCall) {
    // A user pool can demand lower case or upper case, but not one letter of either.
    assertPassword(password)
    const UserAttributes = [{ Name: 'email', Value: email }]
    const command = new SignUpCommand({
      ClientId: clientId,
      Username: email,
      Password: password,
      UserAttributes,
    })
    const { UserSub } = await client.send(command, call).catch((error) => {
      throw signUpError(error)
    })
    await confirm(email, call)
    return { accountId: UserSub as string }
  }

  async function confirm(email: string, call: AwsCall) {
    const command = new AdminConfirmSignUpCommand({ UserPoolId: userPoolId, Username: email })
    // Confirmed already, by a repeat of the same request.
    await client.send(command, call).catch(ignoreRefusal)
  }

  async function logIn({ email, password }: Credentials, call: AwsCall): Promise<Login | undefined> {
    const command = new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    })
    const answer = await client.send(command, call).catch((error) => {
      // The sign-up died between its two steps; nobody but the owner of the password gets here.
      if (!isNamed(error, 'UserNotConfirmedException')) return ignoreRefusal(error)
      return confirm(email, call).then(() => client.send(command, call).catch(ignoreRefusal))
    })
    const tokens = toTokens(answer?.AuthenticationResult)
    return tokens && { accountId: decodeJwt(tokens.accessToken).sub as string, tokens }
  }

  async function refresh(refreshToken: string, call: AwsCall): Promise<Tokens | undefined> {
    const answer = await client.send(refreshCommand(refreshToken), call).catch(ignoreRefusal)
    return toTokens(answer?.AuthenticationResult, { refreshToken })
  }

  function refreshCommand(refreshToken: string) {
    return new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    })
  }

  /** False only where Cognito says so; an answer that says nothing about the login is none. */
  async function holds(token: LoginToken, call: AwsCall): Promise<boolean> {
    try {
      if ('refreshToken' in token) await client.send(refreshCommand(token.refreshToken), call)
      else await client.send(new GetUserCommand({ AccessToken: token.accessToken }), call)
      return true
    } catch (error) {
      if (saysGone(error)) return false
      if (isPassing(error)) throw error
      const cause = new Error(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown')
      throw new UnavailableError('login service', { cause })
    }
  }

  /** Cognito lets the owner do all of it, by an access token; the shop needs no rights of its own. */
  async function endLogins(
    credentials: Credentials,
    { newPassword, call }: { newPassword: string | undefined; call: AwsCall },
  ) {
    if (newPassword !== undefined) assertPassword(newPassword)
    const login = await logIn(credentials, call)
    if (!login) return undefined
    const { accessToken: AccessToken } = login.tokens
    if (newPassword !== undefined) {
      const change = { AccessToken, PreviousPassword: credentials.password, ProposedPassword: newPassword }
      await client.send(new ChangePasswordCommand(change), call).catch((error) => {
        throw signUpError(error)
      })
    }
    await client.send(new GlobalSignOutCommand({ AccessToken }), call)
    return logIn({ ...credentials, password: newPassword ?? credentials.password }, call)
  }

  async function revoke(refreshToken: string, call: AwsCall) {
    const command = new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken })
    await client.send(command, call).catch((error) => {
      if (!isNamed(error, 'UnsupportedTokenTypeException', 'UnauthorizedException')) ignoreRefusal(error)
    })
  }
}

/** `refreshToken`: the one that goes on, where the answer brings no new one. */
function toTokens(
  result: AuthenticationResultType | undefined,
  { refreshToken }: { refreshToken?: string } = {},
): Tokens | undefined {
  const { AccessToken, RefreshToken = refreshToken, ExpiresIn } = result ?? {}
  if (!AccessToken || !RefreshToken || !ExpiresIn) return undefined
  return { accessToken: AccessToken, refreshToken: RefreshToken, expiresInSeconds: ExpiresIn }
}
