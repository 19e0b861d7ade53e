import {
  type AccountDirectory,
  assertPassword,
  type Credentials,
  EmailTakenError,
  type IdentityProvider,
  type Login,
} from '@unsticky/accounts'
import { hashPassword, isRightPassword } from './password-hash.ts'

interface BridgedIdentityOptions {
  /** Cognito: takes no hashes, and gives every account a name of its own (`sub`). */
  readonly provider: IdentityProvider
  readonly directory: AccountDirectory
}

/**
 * Accounts that move to an identity provider when their owners log in: only then is the password there, which the
 * provider needs and the hash does not give. An account keeps its id, so its cart and orders stay where they are. The
 * idea of Cognito's user migration trigger, in the app.
 *
 * New accounts leave a hash in the directory, so that the before could take them over in a rollback.
 */
export function createBridgedIdentity({ provider, directory }: BridgedIdentityOptions): IdentityProvider {
  return { ...provider, signUp, logIn, verifyAccessToken, endLogins }

  async function signUp(credentials: Credentials) {
    assertPassword(credentials.password)
    if (await directory.read(credentials.email)) throw new EmailTakenError()
    const { accountId } = await provider.signUp(credentials)
    await keepHash(accountId, credentials)
    return { accountId }
  }

  async function logIn(credentials: Credentials): Promise<Login | undefined> {
    const login = await provider.logIn(credentials)
    return login ? welcome(login, credentials) : moveIn(credentials)
  }

  async function verifyAccessToken(accessToken: string) {
    const account = await provider.verifyAccessToken(accessToken)
    return account && { accountId: (await directory.accountOf(account.accountId)) ?? account.accountId }
  }

  async function endLogins(credentials: Credentials, options: { newPassword?: string | undefined } = {}) {
    // Who has not moved yet moves now: the provider can end only what it knows.
    const login = await logIn(credentials)
    const renewed = login && (await provider.endLogins(credentials, options))
    return renewed && { ...renewed, accountId: login.accountId }
  }

  /** The provider knows the account already. */
  async function welcome({ accountId: subject, tokens }: Login, credentials: Credentials): Promise<Login> {
    const moved = await directory.accountOf(subject)
    const record = await directory.read(credentials.email)
    // A sign-up, or a move, died between its two steps.
    if (!record) await keepHash(subject, credentials)
    else if (!moved && record.accountId !== subject) await directory.link(record.accountId, subject)
    return { accountId: moved ?? record?.accountId ?? subject, tokens }
  }

  async function moveIn(credentials: Credentials): Promise<Login | undefined> {
    const record = await directory.read(credentials.email)
    // Whoever has moved is the provider's: the old hash must not outlive a changed password.
    if (!record || (await directory.isLinked(record.accountId))) return undefined
    if (!(await isRightPassword(credentials.password, record))) return undefined
    await provider.signUp(credentials).catch(ignoreTaken) // by the same person's other device
    const login = await provider.logIn(credentials)
    if (!login) return undefined
    await directory.link(record.accountId, login.accountId)
    return { ...login, accountId: record.accountId }
  }

  async function keepHash(accountId: string, { email, password }: Credentials) {
    await directory.write({ email, accountId, ...(await hashPassword(password)) })
  }
}

function ignoreTaken(error: unknown) {
  if (!(error instanceof EmailTakenError)) throw error
}
