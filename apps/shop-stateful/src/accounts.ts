/** Sign-up, login and logout of browsers. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { assertPassword, EmailTakenError, type Profile } from '@unsticky/accounts'
import { emptyCart } from '@unsticky/cart'
import {
  clientOf,
  cookieNames,
  isSecure,
  noStore,
  TooManyAttemptsError,
  WrongCredentialsError,
} from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { newId } from '@unsticky/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mergeGuestCart } from './cart.ts'
import type { Config } from './config.ts'
import { announce, liveUpdates } from './live-updates.ts'
import { profiles } from './profile.ts'
import { endSession, newCsrfToken, startSession } from './sessions.ts'

interface Account {
  readonly accountId: string
  readonly salt: Buffer
  readonly hash: Buffer
}

// STATEFUL: an account made on this instance does not exist on the others, and is gone after a restart.
const accounts = new Map<string, Account>()

// STATEFUL: how often a login was right; counted on this instance only.
const rightLogins = new Map<string, number>()

/** Compared with for an unknown email, so that it takes as long as a wrong password. */
const nobody: Account = { accountId: '', salt: randomBytes(16), hash: randomBytes(32) }

export const accountRoutes: FastifyPluginAsyncTypebox<Config> = async (app, config) => {
  const countAttempt = createAttempts(app, config)
  app.addHook('onRequest', noStore)

  app.get('/api/session', { schema: operations.readSession }, async (request) => {
    const { session, accountId, headers } = request
    if (headers.authorization) return sessionOf(request)
    session.csrfToken ??= newCsrfToken()
    if (!accountId) session.cart ??= emptyCart('guest')
    return sessionOf(request)
  })

  app.post('/api/accounts', { schema: operations.signUp }, async (request, reply) => {
    const { password, displayName } = request.body
    const email = request.body.email.toLowerCase()
    await countAttempt(request)
    assertPassword(password)
    const salt = randomBytes(16)
    const hash = await hashPassword(password, salt)
    // Asked after the last wait, so that of two sign-ups at once the second one finds the first.
    if (accounts.has(email)) throw new EmailTakenError()
    const accountId = newId('account', Date.now)
    accounts.set(email, { accountId, salt, hash })
    forgive(email)
    profiles.set(accountId, { accountId, email, displayName, updatedAt: Date.now() })
    await enter(request, accountId)
    return reply.code(201).send(sessionOf(request))
  })

  app.post('/api/session', { schema: operations.logIn }, async (request) => {
    await countAttempt(request)
    const accountId = await checkPassword(request.body)
    if (!accountId) throw new WrongCredentialsError()
    await enter(request, accountId)
    return sessionOf(request)
  })

  app.delete('/api/session', { schema: operations.logOut }, async (request, reply) => {
    const { sessionId } = request.session
    await endSession(request)
    liveUpdates.emit(`end of ${sessionId}`)
    return (
      reply
        .clearCookie(cookieNames(config).session, { path: '/', secure: isSecure(config) })
        // Not "cookies": that would take the balancer's along, and those of other shops on this host.
        .header('Clear-Site-Data', '"cache", "storage"')
        .code(204)
        .send(null)
    )
  })
}

async function enter(request: FastifyRequest, accountId: string) {
  const merged = mergeGuestCart(request.session, accountId)
  await startSession(request, accountId)
  if (merged) announce(request, merged)
}

function sessionOf({ accountId, session }: FastifyRequest) {
  const profile: Profile | undefined = accountId ? profiles.get(accountId) : undefined
  const account = profile && { email: profile.email, displayName: profile.displayName }
  return { signedIn: accountId !== undefined, accountId, ...account, csrfToken: session.csrfToken ?? '' }
}

/** Resolves to the account, `undefined` for an unknown email and for a wrong password alike, after the same work. */
export async function checkPassword({ email, password }: { email: string; password: string }) {
  const account = accounts.get(email.toLowerCase())
  const { salt, hash, accountId } = account ?? nobody
  const isRight = timingSafeEqual(await hashPassword(password, salt), hash)
  if (!account || !isRight) return undefined
  forgive(email.toLowerCase())
  return accountId
}

/** Throws `WeakPasswordError`. */
export async function setPassword(email: string, password: string) {
  assertPassword(password)
  const salt = randomBytes(16)
  const hash = await hashPassword(password, salt)
  const account = accounts.get(email)
  if (account) accounts.set(email, { ...account, salt, hash })
}

/** Counts logins and sign-ups by address and by account, before any password is looked at. */
export function createAttempts(app: FastifyInstance, config: Config) {
  const timeWindow = 15 * 60 * 1000
  const limits = [
    app.createRateLimit({ max: config.LOGIN_ATTEMPTS_PER_ADDRESS, timeWindow, keyGenerator: addressKey }),
    // A login that was right starts a new count for the account, not for the address.
    app.createRateLimit({ max: config.LOGIN_ATTEMPTS_PER_ACCOUNT, timeWindow, keyGenerator: accountKey }),
  ]
  return async (request: FastifyRequest) => {
    for (const limit of limits) {
      const count = await limit(request)
      if (!count.isAllowed && count.isExceeded) throw new TooManyAttemptsError(count.ttlInSeconds)
    }
  }
}

/** A customer, not the spelling of an address. */
const addressKey = ({ ip }: FastifyRequest) => clientOf(ip)

const forgive = (email: string) => rightLogins.set(email, (rightLogins.get(email) ?? 0) + 1)

function accountKey({ body }: FastifyRequest) {
  const email = (body as { email: string }).email.toLowerCase()
  return `${email} ${rightLogins.get(email) ?? 0}`
}

/** scrypt with Node's default cost (N = 2^14, r = 8, p = 1), run in the thread pool. */
const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const hashPassword = (password: string, salt: Buffer) => derive(password.normalize('NFKC'), salt, 32)
