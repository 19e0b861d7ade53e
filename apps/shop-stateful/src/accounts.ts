/** Sign-up, login and logout of browsers. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { assertPassword, EmailTakenError, type Profile } from '@unsticky/accounts'
import { emptyCart } from '@unsticky/cart'
import { cookieNames, isSecure, WrongCredentialsError } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { newId } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import { mergeGuestCart } from './cart.ts'
import type { Routes } from './config.ts'
import { createAttempts, forgive } from './limits.ts'
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

/** Compared with for an unknown email, so that it takes as long as a wrong password. */
const nobody: Account = { accountId: '', salt: randomBytes(16), hash: randomBytes(32) }

export const accountRoutes: Routes = async (app, config) => {
  const countAttempt = createAttempts(app, config)

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
    const secret = await newSecret(password)
    // Asked after the last wait, so that of two sign-ups at once the second one finds the first.
    if (accounts.has(email)) throw new EmailTakenError()
    const accountId = newId('account', Date.now)
    accounts.set(email, { accountId, ...secret })
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
    reply.clearCookie(cookieNames(config).session, { path: '/', secure: isSecure(config) })
    // Not "cookies": that would take the balancer's along, and those of other shops on this host.
    return reply.header('Clear-Site-Data', '"cache", "storage"').code(204).send(null)
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
  const secret = await newSecret(password)
  const account = accounts.get(email)
  if (account) accounts.set(email, { ...account, ...secret })
}

/** Throws `WeakPasswordError`. */
async function newSecret(password: string) {
  assertPassword(password)
  const salt = randomBytes(16)
  return { salt, hash: await hashPassword(password, salt) }
}

/** scrypt with Node's default cost (N = 2^14, r = 8, p = 1), run in the thread pool. */
const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const hashPassword = (password: string, salt: Buffer) => derive(password.normalize('NFKC'), salt, 32)
