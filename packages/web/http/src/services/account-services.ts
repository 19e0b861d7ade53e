import {
  EmailTakenError,
  type Login,
  logIn,
  type Profile,
  type ProfileChange,
  signUp,
} from '@unsticky/accounts'
import {
  type AccountId,
  type FileAccess,
  type Now,
  newId,
  type StoredFile,
  UnavailableError,
} from '@unsticky/kernel'
import type { ShopAdapters } from '../adapters.ts'
import { NotSignedInError } from '../errors.ts'

interface Credentials {
  readonly email: string
  readonly password: string
}

interface NewAccount extends Credentials {
  readonly displayName: string
}

/** Sign-up, login, profile and its picture. */
export function createAccountServices(
  { identity, profiles, files }: Pick<ShopAdapters, 'identity' | 'profiles' | 'files'>,
  { now }: { now: Now },
) {
  const accounts = { identity, profiles, now }
  return {
    signUp: (account: NewAccount): Promise<Profile> => signUp(accounts, account),
    signUpOnce,
    loginOf,
    logIn: ({ email, password }: Credentials) => logIn(accounts, { email, password }),
    profile: (accountId: AccountId): Promise<Profile | undefined> => profiles.load(accountId),
    changeProfile: (accountId: AccountId, change: ProfileChange) =>
      profiles.update(accountId, { ...change, updatedAt: now() }),
    picture,
    changePicture,
  }

  /**
   * A sign-up that may be a repeat: the first try made the account and its answer was lost, because the instance died.
   * Whoever knows the password may have the account, as by a login.
   */
  async function signUpOnce(account: NewAccount): Promise<Profile> {
    try {
      return await signUp(accounts, account)
    } catch (error) {
      if (!(error instanceof EmailTakenError)) throw error
      const found = await logIn(accounts, account)
      if (!found) throw error
      return found.profile
    }
  }

  /**
   * The login of an account that was just made, by which the login service is asked later whether it still holds. The
   * account is there: without an answer it goes without.
   */
  async function loginOf(credentials: Credentials): Promise<Login | undefined> {
    return identity.logIn({ email: credentials.email, password: credentials.password }).catch((error) => {
      if (error instanceof UnavailableError) return undefined
      throw error
    })
  }

  async function picture(accountId: AccountId): Promise<FileAccess | undefined> {
    const profile = await profiles.load(accountId)
    return profile?.pictureKey ? files.open(profile.pictureKey) : undefined
  }

  /**
   * Replaces the picture, or removes it. The new file is there before the profile points to it, and the old one goes
   * after: nobody sees a profile without its picture. A file left over by a crash costs a few kilobytes.
   */
  async function changePicture(accountId: AccountId, file: StoredFile | undefined): Promise<void> {
    const before = await profiles.load(accountId)
    if (!before) throw new NotSignedInError()
    const pictureKey = file && newId(`pictures/${accountId}/p`, now)
    if (pictureKey) await files.put(pictureKey, file)
    await profiles.update(accountId, { pictureKey, updatedAt: now() })
    if (before.pictureKey) await files.remove(before.pictureKey).catch(() => {})
  }
}
