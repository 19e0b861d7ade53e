import { describe, expect, it } from 'vitest'
import { EmailTakenError, WeakPasswordError } from './errors.ts'
import type { Credentials, IdentityProvider } from './identity-provider.port.ts'
import type { Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.port.ts'
import { logIn, signUp } from './sign-up.ts'

const anna = { email: 'anna@example.com', password: 'kettle-and-tea-42' }

describe('signUp', () => {
  it('makes an account and its profile', async () => {
    const shop = openAccounts()

    const profile = await signUp(shop, { ...anna, displayName: 'Anna' })

    expect(profile).toEqual({
      accountId: 'account_1',
      email: anna.email,
      displayName: 'Anna',
      updatedAt: 1_000,
    })
    expect(await shop.profiles.load('account_1')).toEqual(profile)
  })

  it('asks nobody about a weak password', async () => {
    const shop = openAccounts()

    await expect(signUp(shop, { ...anna, password: 'short', displayName: 'Anna' })).rejects.toThrow(
      WeakPasswordError,
    )
    expect(shop.accounts.size).toBe(0)
  })

  it('leaves the profile alone when the email is taken', async () => {
    const shop = openAccounts()
    const profile = await signUp(shop, { ...anna, displayName: 'Anna' })

    await expect(signUp(shop, { ...anna, displayName: 'Mallory' })).rejects.toThrow(EmailTakenError)
    expect(await shop.profiles.load('account_1')).toEqual(profile)
  })
})

describe('logIn', () => {
  it('gives the login and the profile', async () => {
    const shop = openAccounts()
    const profile = await signUp(shop, { ...anna, displayName: 'Anna' })

    expect(await logIn(shop, anna)).toMatchObject({ login: { accountId: 'account_1' }, profile })
  })

  it('gives nothing for a wrong password', async () => {
    const shop = openAccounts()
    await signUp(shop, { ...anna, displayName: 'Anna' })

    expect(await logIn(shop, { ...anna, password: 'wrong-password-1' })).toBeUndefined()
  })

  it('heals it under the name that a repeat of the sign-up gives, and leaves a profile that is there alone', async () => {
    const shop = openAccounts()
    await shop.identity.signUp(anna)

    const healed = await logIn(shop, { ...anna, displayName: 'Anna' })
    const again = await logIn(shop, { ...anna, displayName: 'Mallory' })

    expect([healed?.profile.displayName, again?.profile.displayName]).toEqual(['Anna', 'Anna'])
  })

  it('heals an account whose sign-up died before its profile was made', async () => {
    const shop = openAccounts()
    await shop.identity.signUp(anna)

    const result = await logIn(shop, anna)

    expect(result?.profile).toMatchObject({
      accountId: 'account_1',
      email: anna.email,
      displayName: 'anna',
    })
  })
})

/** The two ports in a few lines; how they behave in full is the contract suites' affair. */
function openAccounts() {
  const accounts = new Map<string, string>()
  const stored = new Map<string, Profile>()
  const livesIn = { kind: 'shared', name: 'this test' } as const
  const unused = async () => {
    throw new Error('The use case does not need this')
  }
  const identity: IdentityProvider = {
    livesIn,
    verifyAccessToken: unused,
    refresh: unused,
    revoke: unused,
    holds: unused,
    endLogins: unused,
    close: unused,
    async signUp({ email, password }: Credentials) {
      if (accounts.has(email)) throw new EmailTakenError()
      accounts.set(email, password)
      return { accountId: `account_${accounts.size}` }
    },
    async logIn({ email, password }: Credentials) {
      const tokens = { accessToken: 'a', refreshToken: 'r', expiresInSeconds: 60 }
      return accounts.get(email) === password ? { accountId: 'account_1', tokens } : undefined
    },
  }
  const profiles: ProfileStore = {
    livesIn,
    update: unused,
    close: unused,
    load: async (accountId) => stored.get(accountId),
    async create(profile) {
      stored.set(profile.accountId, stored.get(profile.accountId) ?? profile)
      return stored.get(profile.accountId) ?? profile
    },
  }
  return { accounts, identity, profiles, now: () => 1_000 }
}
