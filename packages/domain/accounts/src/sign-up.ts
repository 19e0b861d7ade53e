import type { AccountId, Now } from '@unsticky/kernel'
import { assertPassword } from './errors.ts'
import type { Credentials, IdentityProvider, Login } from './identity-provider.port.ts'
import type { Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.port.ts'

export interface AccountDependencies {
  readonly identity: IdentityProvider
  readonly profiles: ProfileStore
  readonly now: Now
}

/** Makes an account and its profile. Throws `EmailTakenError` and `WeakPasswordError`. */
export async function signUp(
  { identity, profiles, now }: AccountDependencies,
  { email, password, displayName }: Credentials & { displayName: string },
): Promise<Profile> {
  assertPassword(password)
  const { accountId } = await identity.signUp({ email, password })
  return profiles.create({ accountId, email, displayName, updatedAt: now() })
}

/**
 * Checks credentials. Also heals an account whose sign-up died between identity and profile: with the name that is
 * given, which a repeat of the sign-up knows, or one that is made from the address.
 */
export async function logIn(
  { identity, profiles, now }: AccountDependencies,
  { email, password, displayName }: Credentials & { displayName?: string },
): Promise<{ login: Login; profile: Profile } | undefined> {
  const login = await identity.logIn({ email, password })
  if (!login) return undefined
  const profile = await loadProfile({ profiles, now }, login.accountId, { email, displayName })
  return { login, profile }
}

async function loadProfile(
  { profiles, now }: Pick<AccountDependencies, 'profiles' | 'now'>,
  accountId: AccountId,
  { email, displayName = email.split('@')[0] ?? email }: { email: string; displayName?: string | undefined },
) {
  const profile = await profiles.load(accountId)
  return profile ?? profiles.create({ accountId, email, displayName, updatedAt: now() })
}
