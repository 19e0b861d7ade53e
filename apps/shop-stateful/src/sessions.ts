/** Cookies, sessions and who is asking. */
import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import session, { MemoryStore } from '@fastify/session'
import type { Cart } from '@unsticky/cart'
import {
  CsrfError,
  cookieNames,
  createWriteCheck,
  deviceOf,
  HttpsRequiredError,
  isSafeMethod,
  isSecure,
  NotSignedInError,
} from '@unsticky/http/edge'
import type { FastifyRequest, Session } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from './config.ts'
import { accountOfToken } from './tokens.ts'

declare module 'fastify' {
  interface Session {
    accountId?: string
    /** Milliseconds since 1970; the absolute timeout counts from here. */
    createdAt?: number
    csrfToken?: string
    /** What the browser says it is, for its owner to recognise. */
    device?: string
    /** A guest's. The memory store hands out this very object to every request, so it is changed in place. */
    cart?: Cart
  }
  interface FastifyRequest {
    /** Who is signed in, by session or by token. */
    accountId: string | undefined
  }
}

// STATEFUL: made at boot, so a cookie from before a restart, or of another instance, is forged in our eyes.
const secret = randomBytes(32).toString('base64url')

/** What the memory store keeps, to look at: it never gives back what nobody asks for again. */
export const sessions = new Map<string, Session>()

// STATEFUL: when a session was last used here; another instance does not know.
const lastSeen = new Map<string, number>()

/** A guest finds the cart again for so long. A login ends earlier, by the timeouts of the settings. */
const guestMs = 30 * 24 * 3600 * 1000

export const sessionsPlugin = fp(async (app, config: Config) => {
  const secure = isSecure(config)
  const cookieName = cookieNames(config).session
  const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const objectionTo = createWriteCheck(config.PUBLIC_ORIGIN)
  app.decorateRequest('accountId', undefined)
  await app.register(cookie)
  app.addHook('onRequest', async (request) => {
    // Otherwise @fastify/session would set no cookie and say nothing.
    if (secure && request.protocol !== 'https') throw new HttpsRequiredError()
    if (request.headers.authorization) delete request.cookies[cookieName]
  })
  // STATEFUL: a session, with a guest's things in it, is known to this process only and ends with it.
  await app.register(session, {
    store: new MemoryStore(sessions),
    secret,
    cookieName,
    cookie: { ...cookieOptions, maxAge: guestMs },
    saveUninitialized: false,
    // A session is stored when it changes. Stored with every answer, it would come back after a logout.
    rolling: false,
  })

  app.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers
    if (isOver(request.session)) await request.session.regenerate()
    if (request.cookies[cookieName] && request.cookies[cookieName] !== request.session.encryptedSessionId) {
      // @fastify/session would clear it without `Secure`, which browsers ignore for a `__Host-` cookie.
      delete request.cookies[cookieName]
      reply.clearCookie(cookieName, cookieOptions)
    }
    request.accountId = authorization ? accountOfToken(authorization) : request.session.accountId
    if (isSafeMethod(request.method) || authorization) return
    const objection = objectionTo(request, request.session.csrfToken)
    if (objection) throw objection
  })

  // A login or a logout in another tab may have ended the session while the body of this request was on its way.
  app.addHook('preHandler', async (request) => {
    if (isSafeMethod(request.method) || request.headers.authorization) return
    if (sessions.has(request.session.sessionId)) return
    await request.session.destroy()
    throw new CsrfError()
  })

  /** A login that idled too long, or is too old (ASVS 5, 7.3.1 and 7.3.2). */
  function isOver({ accountId, sessionId, createdAt = 0 }: FastifyRequest['session']) {
    if (!accountId) return false
    const now = Date.now()
    const seenAt = lastSeen.get(sessionId) ?? createdAt
    lastSeen.set(sessionId, now)
    if (now - seenAt >= config.SESSION_IDLE_SECONDS * 1000) return true
    return now - createdAt >= config.SESSION_ABSOLUTE_SECONDS * 1000
  }
})

/** Under a new id, so that an id somebody planted is worth nothing (ASVS 5, 7.2.4). */
export async function startSession(request: FastifyRequest, accountId: string) {
  await request.session.regenerate()
  const device = deviceOf(request.headers['user-agent'])
  Object.assign(request.session, { accountId, createdAt: Date.now(), csrfToken: newCsrfToken(), device })
  request.accountId = accountId
}

export async function endSession({ session }: FastifyRequest) {
  lastSeen.delete(session.sessionId)
  await session.destroy()
}

export const sessionsOf = (accountId: string) =>
  [...sessions].filter(([, session]) => session.accountId === accountId)

export function forgetSession(sessionId: string) {
  lastSeen.delete(sessionId)
  sessions.delete(sessionId)
}

export const newCsrfToken = () => randomBytes(24).toString('base64url')

/** Throws `NotSignedInError`. */
export function requireAccount({ accountId }: FastifyRequest): string {
  if (!accountId) throw new NotSignedInError()
  return accountId
}
