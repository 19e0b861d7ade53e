import type { AccountId, Archive } from '@unsticky/kernel'

/** An account as the before knows it: a hash that no identity provider takes over. */
export interface AccountRecord {
  readonly email: string
  readonly accountId: AccountId
  /** Base64. scrypt with Node's default cost, 32 bytes. */
  readonly salt: string
  readonly hash: string
}

/**
 * Who has which account while logins move to another identity provider. The record of an email is its email's for good:
 * `write` keeps the one that is there.
 */
export interface AccountDirectory extends Archive<AccountRecord> {
  /** Notes under which name (`sub`) the identity provider knows the account. The first note stays. */
  link(accountId: AccountId, subject: string): Promise<void>
  /** `undefined`: this subject had no account before the move, so its id is the subject itself. */
  accountOf(subject: string): Promise<AccountId | undefined>
  /** Whether the account has moved to the identity provider. */
  isLinked(accountId: AccountId): Promise<boolean>
}
