import { createHash } from 'node:crypto'
import type { SessionStore } from '@fastify/session'
import type { IdentityProvider, Login } from '@unsticky/accounts'
import { type AccountId, type Now, UnavailableError } from '@unsticky/kernel'
import { LRUCache } from 'lru-cache'
import { type AccountLogins, type BrowserLogin, createAccountLogins } from './account-logins.ts'

interface LoginChecksOptions {
  readonly sessions: SessionStore
  readonly identity: IdentityProvider
  readonly now: Now
  /** How long, at most, somebody is still in whose account was disabled, deleted or signed out everywhere. */
  readonly everySeconds: number
  /** How long a session can be; older entries are of nobody. */
  readonly absoluteSeconds: number
}

export interface BrowserSession {
  readonly sessionId: string
  readonly accountId: AccountId
  readonly createdAt: number
  readonly device: string
}

/** Of one account. Who has more is not shown the oldest; "end the others" ends them all the same. */
const mostLogins = 50

/** After a check that got no answer the next one comes sooner, but not with every request. */
const retryMs = 5_000

/**
 * Looks again and again whether the logins that come still hold: an account may be disabled, deleted or signed out
 * everywhere while its sessions and tokens look as good as ever. A login service that does not answer ends nobody's
 * login; it is asked again soon.
 */
export function createLoginChecks({
  sessions,
  identity,
  now,
  everySeconds,
  absoluteSeconds,
}: LoginChecksOptions) {
  const accounts = createAccountLogins(sessions)
  // state-audit-ignore: a copy of what the login service said, at most `everySeconds` old; another instance asks anew
  const good = new LRUCache<string, true>({ max: 20_000, ttl: everySeconds * 1000 })
  return { isKnownGood, holds, tokenHolds, note, list, endOthers }

  function isKnownGood(sessionId: string) {
    return good.has(sessionId)
  }

  async function holds(session: BrowserSession): Promise<boolean> {
    const { sessionId, accountId, createdAt } = session
    const known = await accounts.read(accountId)
    const login = known.logins[sessionId]
    if (!login && createdAt < (known.endedBefore ?? 0)) return false
    if (!login) await note(session)
    if (login?.refreshToken && login.issuer === identity.livesIn.name) {
      const { refreshToken } = login
      return ask(sessionId, () => identity.holds({ refreshToken }))
    }
    good.set(sessionId, true)
    return true
  }

  /** For an access token whose signature was found right. */
  async function tokenHolds(accessToken: string, accountId: AccountId): Promise<boolean> {
    const name = createHash('sha256').update(accessToken).digest('base64url')
    const { endedBefore = 0 } = await accounts.read(accountId).catch(unknownIfAway)
    if (issuedAt(accessToken) < Math.floor(endedBefore / 1000)) return false
    if (good.has(name)) return true
    return ask(name, () => identity.holds({ accessToken }))
  }

  async function ask(name: string, check: () => Promise<boolean>) {
    try {
      const isGood = await check()
      if (isGood) good.set(name, true)
      return isGood
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      good.set(name, true, { ttl: Math.min(retryMs, everySeconds * 1000) })
      return true
    }
  }

  /** Before the session is stored: whoever ends the others meanwhile then finds it. */
  async function note({ sessionId, accountId, createdAt, device }: BrowserSession, login?: Login) {
    const known = await accounts.read(accountId)
    const recent = Object.entries(known.logins)
      .filter(([, { startedAt }]) => now() - startedAt < absoluteSeconds * 1000)
      .slice(1 - mostLogins)
    const mine = [sessionId, entryOf({ createdAt, device }, login)] as const
    await accounts.write(accountId, { ...known, logins: Object.fromEntries([...recent, mine]) })
    good.set(sessionId, true)
  }

  async function list(accountId: AccountId) {
    return Object.entries(await living(await accounts.read(accountId)))
  }

  /** Ends every login of the account but this one, if it is one of a browser. `login` is what holds from now on. */
  async function endOthers(session: BrowserSession, login: Login) {
    const { sessionId, accountId } = session
    const { logins } = await accounts.read(accountId)
    await accounts.write(accountId, {
      logins: sessionId ? { [sessionId]: entryOf(session, login) } : {},
      endedBefore: now(),
    })
    const others = Object.keys(logins).filter((id) => id !== sessionId)
    await Promise.all(others.map(end))
    return others
  }

  function end(sessionId: string) {
    good.delete(sessionId)
    return new Promise<void>((resolve, reject) =>
      sessions.destroy(sessionId, (error?: unknown) => (error ? reject(error) : resolve())),
    )
  }

  /** A browser that was closed leaves its entry behind; so does one that logged out. Looking keeps a session awake. */
  async function living({ logins }: AccountLogins) {
    const found = await Promise.all(
      Object.entries(logins).map(async (entry) => ((await isThere(entry[0])) ? [entry] : [])),
    )
    return Object.fromEntries(found.flat())
  }

  function isThere(sessionId: string) {
    return new Promise<boolean>((resolve, reject) =>
      sessions.get(sessionId, (error, session) => (error ? reject(error) : resolve(Boolean(session)))),
    )
  }

  function entryOf(
    { createdAt, device }: Pick<BrowserSession, 'createdAt' | 'device'>,
    login?: Login,
  ): BrowserLogin {
    const witness = login && { refreshToken: login.tokens.refreshToken, issuer: identity.livesIn.name }
    return { startedAt: createdAt, device, ...witness }
  }
}

/** The mark makes an end known at once; without it the login service still tells in time. */
function unknownIfAway(error: unknown): AccountLogins {
  if (error instanceof UnavailableError) return { logins: {} }
  throw error
}

export type LoginChecks = ReturnType<typeof createLoginChecks>

/** Seconds since 1970 by the clock of the login service; a token that is no JWT is checked by its owner alone. */
function issuedAt(accessToken: string): number {
  try {
    const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()
    return Number((JSON.parse(payload) as { iat?: unknown }).iat)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
