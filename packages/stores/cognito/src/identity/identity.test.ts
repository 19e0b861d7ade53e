import { InitiateAuthCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider'
import { newId, systemNow, UnavailableError } from '@unsticky/kernel'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import { describeIdentityProvider } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCognitoClient } from '../connection/cognito-client.ts'
import { createClock } from '../testing/clock.ts'
import { createCognitoIdentity } from './identity.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

const openIdentity = ({ now = systemNow, userPoolId = cloud.outputs.UserPoolId } = {}) =>
  createCognitoIdentity({
    client: createCognitoClient(),
    userPoolId,
    clientId: userPoolId === cloud.outputs.UserPoolId ? cloud.outputs.UserPoolClientId : 'nosuchclient',
    issuer: cloud.env.SHOP_COGNITO_ISSUER as string,
    jwksUrl: cloud.env.SHOP_COGNITO_JWKS_URL as string,
    now,
  })

describeIdentityProvider('Cognito', {
  open: async () => {
    const { now, advance } = createClock()
    return {
      store: openIdentity({ now }),
      reopen: async () => openIdentity({ now }),
      advance,
      breakService: () => cloud.aws.freeze(),
      close: () => cloud.aws.thaw(),
    }
  },
  cannot: {
    expiry: 'the local Cognito has a clock of its own, so its new tokens are not new by ours',
  },
})

const freshCredentials = () => ({
  email: `${newId('shopper', systemNow)}@example.com`,
  password: 'Kettle-and-tea-42',
})

async function loggedIn() {
  const [identity, credentials] = [openIdentity(), freshCredentials()]
  await identity.signUp(credentials)
  const login = await identity.logIn(credentials)
  if (!login) throw new Error('Expected a login')
  return { identity, credentials, ...login }
}

describe('accounts in Cognito', () => {
  it('can log in although the sign-up died before the account was confirmed', async () => {
    const [identity, { email, password }] = [openIdentity(), freshCredentials()]
    const ClientId = cloud.outputs.UserPoolClientId
    const { UserSub } = await createCognitoClient().send(
      new SignUpCommand({ ClientId, Username: email, Password: password }),
    )

    expect((await identity.logIn({ email, password }))?.accountId).toBe(UserSub)
  })

  it('H16 are refused an ID token where an access token is asked for', async () => {
    const { identity, credentials } = await loggedIn()
    const idToken = await idTokenOf(credentials)

    expect(await identity.verifyAccessToken(idToken)).toBeUndefined()
  })

  it('have an access token for an hour that Cognito is not asked about, revoked or not', async () => {
    const { identity, accountId, tokens } = await loggedIn()
    await identity.verifyAccessToken(tokens.accessToken)
    await identity.revoke(tokens.refreshToken)

    cloud.aws.freeze()
    const verified = await identity.verifyAccessToken(tokens.accessToken).finally(() => cloud.aws.thaw())

    expect(verified).toEqual({ accountId })
    expect(tokens.expiresInSeconds).toBe(3600)
    const inAnHour = openIdentity({ now: () => Date.now() + (3600 + 61) * 1000 })
    expect(await inAnHour.verifyAccessToken(tokens.accessToken)).toBeUndefined()
  })

  it('can log in again when Cognito answers again', async () => {
    const { identity, credentials, accountId } = await loggedIn()

    cloud.aws.freeze()
    await expect(identity.logIn(credentials)).rejects.toThrow(UnavailableError)
    cloud.aws.thaw()

    expect((await identity.logIn(credentials))?.accountId).toBe(accountId)
  })

  it('need a user pool that exists', async () => {
    const identity = openIdentity({ userPoolId: 'us-east-1_nosuchpool' })

    await expect(identity.logIn(freshCredentials())).rejects.toThrow(/no user pool us-east-1_nosuchpool/)
  })
})

async function idTokenOf({ email, password }: { email: string; password: string }) {
  const { AuthenticationResult } = await createCognitoClient().send(
    new InitiateAuthCommand({
      ClientId: cloud.outputs.UserPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  )
  if (!AuthenticationResult?.IdToken) throw new Error('Expected an ID token')
  return AuthenticationResult.IdToken
}
