import {
  EmailTakenError,
  type IdentityProvider,
  type Login,
  type LoginToken,
  WeakPasswordError,
} from '@unsticky/accounts'
import { describe, expect } from 'vitest'
import type { Harness, Opened } from '../harness.ts'
import { freshId } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { expectUnavailable } from './unavailable.ts'

export type IdentityProviderHarness = Harness<IdentityProvider>
type IdentitySuite = ReturnType<typeof createSuite<IdentityProvider, Opened<IdentityProvider>>>

/** Everything that `identity-provider.port.ts` promises. */
export function describeIdentityProvider(name: string, harness: IdentityProviderHarness): void {
  describe(`IdentityProvider contract: ${name}`, { timeout: 60_000 }, () => {
    const suite = createSuite(harness)
    describe('sign-up and login', () => loginPromises(suite))
    describe('tokens', () => tokenPromises(suite))
    describe('sharing', () => sharingPromises(suite))
  })
}

function loginPromises({ promises, needs }: IdentitySuite) {
  promises('logs an account in that signed up', async ({ store }) => {
    const credentials = freshCredentials()
    const { accountId } = await store.signUp(credentials)

    const login = await store.logIn(credentials)

    expect(login?.accountId).toBe(accountId)
    expect(login?.tokens.expiresInSeconds).toBeGreaterThan(0)
  })

  promises('refuses a second account with the same email, whatever the password', async ({ store }) => {
    const credentials = freshCredentials()
    await store.signUp(credentials)

    const second = { ...credentials, password: 'Another-password-7' }

    await expect(store.signUp(second)).rejects.toThrow(EmailTakenError)
    expect(await store.logIn(second)).toBeUndefined()
    expect(await store.logIn(credentials)).toBeDefined()
  })

  promises('makes one account of twenty sign-ups at the same moment', async ({ store }) => {
    const credentials = freshCredentials()

    const results = await Promise.allSettled(Array.from({ length: 20 }, () => store.signUp(credentials)))

    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(19)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(EmailTakenError)
    expect(await store.logIn(credentials)).toBeDefined()
  })

  promises('refuses a weak password, and makes no account', async ({ store }) => {
    for (const password of ['short-1', 'letters-only-here', '1234567890', `a1${'x'.repeat(200)}`]) {
      const credentials = freshCredentials({ password })
      await expect(store.signUp(credentials), password).rejects.toThrow(WeakPasswordError)
      expect(await store.logIn(credentials)).toBeUndefined()
    }
  })

  promises('answers an unknown email and a wrong password alike', async ({ store }) => {
    const credentials = freshCredentials()
    await store.signUp(credentials)

    expect(await store.logIn(freshCredentials())).toBeUndefined()
    for (const password of ['', 'wrong-password-1', `${credentials.password} `, 'x'.repeat(5000)]) {
      expect(await store.logIn({ ...credentials, password }), password).toBeUndefined()
    }
  })

  promises('takes a long password with letters of any script', async ({ store }) => {
    const credentials = freshCredentials({ password: `Tee-${'ß漢'.repeat(60)}-42` })
    await store.signUp(credentials)

    expect(await store.logIn(credentials)).toBeDefined()
    expect(await store.logIn({ ...credentials, password: `${credentials.password}!` })).toBeUndefined()
  })

  needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
    const { store, breakService } = stage
    const credentials = freshCredentials()
    await breakService()

    await expectUnavailable([() => store.signUp(credentials), () => store.logIn(credentials)])
  })
}

function tokenPromises({ promises, needs }: IdentitySuite) {
  promises('knows whose access token it is', async ({ store }) => {
    const { accountId, tokens } = await loggedIn(store)

    expect(await store.verifyAccessToken(tokens.accessToken)).toEqual({ accountId })
  })

  promises('takes nothing forged, changed or meant for something else', async ({ store }) => {
    const { tokens } = await loggedIn(store)
    const [header, payload] = tokens.accessToken.split('.')
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload ?? ''}.`

    for (const forged of [
      '',
      'nonsense',
      '__proto__',
      'a.b.c',
      flipped(tokens.accessToken),
      `${header}.${payload}.`,
      unsigned,
      tokens.refreshToken,
    ]) {
      expect(await store.verifyAccessToken(forged), forged).toBeUndefined()
    }
  })

  promises('gives new tokens for a refresh token', async ({ store }) => {
    const { accountId, tokens } = await loggedIn(store)

    const fresh = await store.refresh(tokens.refreshToken)

    expect(await store.verifyAccessToken(fresh?.accessToken ?? '')).toEqual({ accountId })
    expect(await store.refresh(fresh?.refreshToken ?? '')).toBeDefined()
  })

  promises('gives nothing for what is no refresh token', async ({ store }) => {
    const { tokens } = await loggedIn(store)

    expect(await store.refresh('nonsense')).toBeUndefined()
    expect(await store.refresh(tokens.accessToken)).toBeUndefined()
  })

  promises('gives nothing for a refresh token that was revoked', async ({ store }) => {
    const { tokens } = await loggedIn(store)

    await store.revoke(tokens.refreshToken)

    expect(await store.refresh(tokens.refreshToken)).toBeUndefined()
  })

  promises('ends one login by revoking, not the others of the account', async ({ store }) => {
    const credentials = freshCredentials()
    await store.signUp(credentials)
    const [phone, laptop] = [await store.logIn(credentials), await store.logIn(credentials)]

    await store.revoke(phone?.tokens.refreshToken ?? '')

    expect(await store.refresh(laptop?.tokens.refreshToken ?? '')).toBeDefined()
  })

  promises('revokes an unknown token without an error', async ({ store }) => {
    await store.revoke('nonsense')
  })

  promises('says that a login holds, and that one does not which was revoked', async ({ store }) => {
    const { tokens } = await loggedIn(store)
    expect(await store.holds({ accessToken: tokens.accessToken })).toBe(true)
    expect(await store.holds({ refreshToken: tokens.refreshToken })).toBe(true)

    await store.revoke(tokens.refreshToken)

    expect(await store.holds({ refreshToken: tokens.refreshToken })).toBe(false)
    expect(await store.holds({ accessToken: 'nonsense' })).toBe(false)
    expect(await store.holds({ refreshToken: 'nonsense' })).toBe(false)
  })

  promises('ends all logins of an account but the one that it gives, and no others', async ({ store }) => {
    const credentials = freshCredentials()
    const { accountId } = await store.signUp(credentials)
    const [phone, other] = [await store.logIn(credentials), await loggedIn(store)]

    const fresh = await store.endLogins(credentials)

    expect(fresh?.accountId).toBe(accountId)
    for (const name of ['accessToken', 'refreshToken'] as const) {
      const tokensOf = (login: Login | undefined) => ({ [name]: login?.tokens[name] ?? '' }) as LoginToken
      expect(await store.holds(tokensOf(phone))).toBe(false)
      expect(await store.holds(tokensOf(fresh))).toBe(true)
      expect(await store.holds(tokensOf(other))).toBe(true)
    }
    expect(await store.refresh(phone?.tokens.refreshToken ?? '')).toBeUndefined()
    expect(await store.logIn(credentials)).toBeDefined()
  })

  promises('changes the password of who knows it, and nobody else’s', async ({ store }) => {
    const credentials = freshCredentials()
    await store.signUp(credentials)
    const newPassword = 'New-kettle-and-tea-7'
    const wrong = { ...credentials, password: 'wrong-password-1' }

    expect(await store.endLogins(wrong, { newPassword })).toBeUndefined()
    await expect(store.endLogins(credentials, { newPassword: 'short' })).rejects.toThrow(WeakPasswordError)
    expect(await store.logIn(credentials)).toBeDefined()
    expect(await store.endLogins(credentials, { newPassword })).toBeDefined()

    expect(await store.logIn(credentials)).toBeUndefined()
    expect(await store.logIn({ ...credentials, password: newPassword })).toBeDefined()
  })

  needs(
    'expiry',
    'ends an access token after its time, and the refresh token gives a new one',
    async (stage) => {
      const { store, advance } = stage
      const { accountId, tokens } = await loggedIn(store)

      await advance((tokens.expiresInSeconds + 1) * 1000)

      expect(await store.verifyAccessToken(tokens.accessToken)).toBeUndefined()
      const fresh = await store.refresh(tokens.refreshToken)
      expect(await store.verifyAccessToken(fresh?.accessToken ?? '')).toEqual({ accountId })
    },
  )
}

function sharingPromises({ needs }: IdentitySuite) {
  needs('sharing', 'logs in and verifies on a second instance', async ({ store, reopen }) => {
    const second = await reopen()
    const credentials = freshCredentials()
    const { accountId } = await store.signUp(credentials)

    const login = await second.logIn(credentials)

    expect(login?.accountId).toBe(accountId)
    expect(await store.verifyAccessToken(login?.tokens.accessToken ?? '')).toEqual({ accountId })
    expect(await store.refresh(login?.tokens.refreshToken ?? '')).toBeDefined()
  })

  needs('survival', 'keeps accounts and tokens when its process ends', async (stage) => {
    const { store, closeStore, reopen } = stage
    const credentials = freshCredentials()
    const { accountId } = await store.signUp(credentials)
    const login = await store.logIn(credentials)
    await closeStore()

    const restarted = await reopen()

    expect((await restarted.logIn(credentials))?.accountId).toBe(accountId)
    expect(await restarted.verifyAccessToken(login?.tokens.accessToken ?? '')).toEqual({ accountId })
  })
}

const freshCredentials = ({ password = 'Kettle-and-tea-42' } = {}) => ({
  email: `${freshId('shopper')}@example.com`,
  password,
})

async function loggedIn(store: IdentityProvider): Promise<Login> {
  const credentials = freshCredentials()
  await store.signUp(credentials)
  const login = await store.logIn(credentials)
  if (!login) throw new Error('Expected a login')
  return login
}

/** The token with one character in its middle changed. */
function flipped(token: string) {
  const middle = Math.floor(token.length / 2)
  return `${token.slice(0, middle)}${token[middle] === 'A' ? 'B' : 'A'}${token.slice(middle + 1)}`
}
