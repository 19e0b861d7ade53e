import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import {
  type AccountRecord,
  assertPassword,
  type Credentials,
  EmailTakenError,
  type IdentityProvider,
  type LoginToken,
  type Tokens,
} from '@unsticky/accounts'
import { type AccountId, type LocalArchive, type Now, newId, systemNow } from '@unsticky/kernel'
import { memory } from '../in-process.ts'
import { createMapArchive } from '../map-archive.ts'

interface Account {
  readonly accountId: AccountId
  readonly salt: Buffer
  readonly hash: Buffer
}

interface Grant {
  readonly accountId: AccountId
  readonly expiresAt: number
}

const accessTokenSeconds = 3600
const refreshTokenSeconds = 30 * 24 * 3600

export interface MemoryIdentity extends IdentityProvider {
  /** For moving out (apps/experiments/migrate). Accounts by email; tokens are not in it. */
  readonly archive: LocalArchive<AccountRecord>
}

/** Accounts with scrypt hashes and random tokens, in Maps. */
export function createMemoryIdentity({ now = systemNow }: { now?: Now } = {}): MemoryIdentity {
  // STATEFUL: an account made on this instance does not exist on the others, and is gone after a restart.
  const accounts = new Map<string, Account>()
  // STATEFUL: a token given out here means nothing to another instance, and stays in memory when nobody asks for it.
  const accessTokens = new Map<string, Grant>()
  const refreshTokens = new Map<string, Grant>()
  /** Compared with for an unknown email, so that it takes as long as a wrong password. */
  const nobody = { accountId: '', salt: randomBytes(16), hash: randomBytes(32) }
  const archive = createMapArchive(accounts, { toItem, toPair })
  return {
    livesIn: memory,
    signUp,
    logIn,
    verifyAccessToken,
    refresh,
    revoke,
    holds,
    endLogins,
    close: async () => {},
    archive,
  }

  async function signUp({ email, password }: Credentials) {
    assertPassword(password)
    const salt = randomBytes(16)
    const hash = await hashPassword(password, salt)
    if (accounts.has(email)) throw new EmailTakenError()
    const accountId = newId('account', now)
    accounts.set(email, { accountId, salt, hash })
    return { accountId }
  }

  async function logIn({ email, password }: Credentials) {
    const account = accounts.get(email)
    const { salt, hash, accountId } = account ?? nobody
    const isRight = timingSafeEqual(await hashPassword(password, salt), hash)
    return account && isRight ? { accountId, tokens: issue(accountId) } : undefined
  }

  async function verifyAccessToken(accessToken: string) {
    const grant = find(accessTokens, accessToken)
    return grant && { accountId: grant.accountId }
  }

  async function refresh(refreshToken: string) {
    const grant = find(refreshTokens, refreshToken)
    return grant && { ...issue(grant.accountId), refreshToken }
  }

  async function revoke(refreshToken: string) {
    refreshTokens.delete(refreshToken)
  }

  async function holds(token: LoginToken) {
    return 'accessToken' in token
      ? find(accessTokens, token.accessToken) !== undefined
      : find(refreshTokens, token.refreshToken) !== undefined
  }

  async function endLogins(
    credentials: Credentials,
    { newPassword }: { newPassword?: string | undefined } = {},
  ) {
    if (newPassword !== undefined) assertPassword(newPassword)
    const login = await logIn(credentials)
    if (!login) return undefined
    const { accountId } = login
    if (newPassword !== undefined) {
      const salt = randomBytes(16)
      accounts.set(credentials.email, { accountId, salt, hash: await hashPassword(newPassword, salt) })
    }
    for (const tokens of [accessTokens, refreshTokens])
      for (const [token, grant] of tokens) if (grant.accountId === accountId) tokens.delete(token)
    return { accountId, tokens: issue(accountId) }
  }

  function issue(accountId: AccountId): Tokens {
    const accessToken = randomBytes(32).toString('base64url')
    const refreshToken = randomBytes(32).toString('base64url')
    accessTokens.set(accessToken, { accountId, expiresAt: now() + accessTokenSeconds * 1000 })
    refreshTokens.set(refreshToken, { accountId, expiresAt: now() + refreshTokenSeconds * 1000 })
    return { accessToken, refreshToken, expiresInSeconds: accessTokenSeconds }
  }

  function find(tokens: Map<string, Grant>, token: string) {
    const grant = tokens.get(token)
    if (grant && grant.expiresAt > now()) return grant
    tokens.delete(token)
    return undefined
  }
}

const toItem = (email: string, { accountId, salt, hash }: Account): AccountRecord => ({
  email,
  accountId,
  salt: salt.toString('base64'),
  hash: hash.toString('base64'),
})

const toPair = ({ email, accountId, salt, hash }: AccountRecord): [string, Account] => [
  email,
  { accountId, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') },
]

/** scrypt with Node's default cost (N = 2^14, r = 8, p = 1), run in the thread pool. */
const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const hashPassword = (password: string, salt: Buffer) => derive(password.normalize('NFKC'), salt, 32)
