import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import type { SessionStore } from '@fastify/session'
import { type AccountId, loginsRecordPrefix } from '@unsticky/kernel'

/** One browser that is signed in. */
export interface BrowserLogin {
  readonly startedAt: number
  /** What the browser says it is, for its owner to recognise. */
  readonly device: string
  /** By which the login service is asked whether this login still holds. */
  readonly refreshToken?: string | undefined
  /** Who gave the token out: another login service cannot judge it. */
  readonly issuer?: string | undefined
}

/** What is known of the logins of one account. */
export interface AccountLogins {
  /** By session id. */
  readonly logins: Readonly<Record<string, BrowserLogin>>
  /** Whatever began before, and is not among the logins, has ended. Milliseconds since 1970. */
  readonly endedBefore?: number | undefined
}

/**
 * The sessions of each account, kept beside the sessions in the same store, whichever that is: it lives as long as they
 * do and goes with them. Two logins of one account at the same moment may hide one of the two; it is noted again when
 * it is next checked, and `endedBefore` ends it although it was hidden.
 */
export function createAccountLogins(store: SessionStore) {
  const get = promisify<string, object | null | undefined>(store.get.bind(store) as never)
  const set = promisify<string, object, void>(store.set.bind(store) as never)
  return { read, write }

  async function read(accountId: AccountId): Promise<AccountLogins> {
    const found = (await get(recordId(accountId))) as Partial<AccountLogins> | null | undefined
    return { logins: { ...found?.logins }, endedBefore: found?.endedBefore }
  }

  async function write(accountId: AccountId, { logins, endedBefore }: AccountLogins) {
    // The stores look for the date of a cookie. There is none: the record ends when nobody asks for it.
    await set(recordId(accountId), { logins, endedBefore, cookie: { expires: null } })
  }
}

/** Reads like the id of a session, so that every store takes it; no signed cookie ever holds it. */
const recordId = (accountId: AccountId) =>
  `${loginsRecordPrefix}${createHash('sha256').update(accountId).digest('base64url')}`
