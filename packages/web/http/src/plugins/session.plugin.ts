import cookie from '@fastify/cookie'
import session from '@fastify/session'
import type { AccountId, Now, ShopperId, UnavailableError } from '@unsticky/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { ShopSessionStore } from '../adapters.ts'
import type { CookieNames } from '../cookie-names.ts'
import { HttpsRequiredError } from '../errors.ts'
import { checkSessions } from '../session-checks.ts'
import type { ShopSigner } from '../signer.ts'
import { leanSessionPlugin } from './lean-session.plugin.ts'

declare module 'fastify' {
  /** All that a session holds. Small on purpose: it is written at login and at logout only. */
  interface Session {
    accountId?: AccountId
    /** Milliseconds since 1970; the absolute timeout counts from here. */
    createdAt?: number
    /** The guest who became the account, for additions that were under way at that moment. */
    guestId?: ShopperId
    /** Never stored: the store did not answer, so nobody knows what this session holds. */
    unreadable?: UnavailableError
  }
  interface FastifyRequest {
    /** The session cookie, signed anew because its key is not the newest; `undefined` when nothing is to do. */
    resignedSession: string | undefined
    /** The id in a session cookie of ours whose session is not there any more. */
    endedSessionId: string | undefined
  }
  interface FastifyContextConfig {
    /** The route belongs to nobody: it never asks the session store, whatever cookies come. */
    anonymous?: boolean
  }
}

export interface SessionPluginOptions {
  readonly sessions: ShopSessionStore
  readonly signer: ShopSigner
  readonly isSecure: boolean
  readonly names: CookieNames
  readonly absoluteSeconds: number
  /** `lean`: by our own plugin, which stores a session at login and at no other time. */
  readonly plugin: 'fastify-session' | 'lean'
  readonly now: Now
}

/** Cookies and sessions, for the routes that need them: whoever reads the catalogue does not depend on the session store. */
export const sessionPlugin = fp(
  async (app, { sessions, signer, isSecure, names, absoluteSeconds, plugin, now }: SessionPluginOptions) => {
    const cookieName = names.session
    const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const
    await app.register(cookie)
    app.decorateRequest('resignedSession', undefined)
    app.decorateRequest('endedSessionId', undefined)
    app.addHook('onRequest', (request, _reply, done) => done(prepareCookie(request)))
    const common = {
      store: checkSessions(sessions.store, { absoluteSeconds, now }),
      secret: signer,
      cookieName,
      // No maxAge: its date would lie in the stored session and end it. The store ends what idles.
      cookie: cookieOptions,
    }
    if (plugin === 'lean') await app.register(leanSessionPlugin, common)
    else await app.register(session, { ...common, saveUninitialized: false, rolling: false })
    app.addHook('onRequest', (request, reply, done) => {
      clearDeadCookie(request, reply)
      done()
    })
    app.addHook('onSend', (request, reply, _payload, done) => {
      const isSame = request.session?.encryptedSessionId === request.resignedSession
      if (request.resignedSession && isSame)
        reply.setCookie(cookieName, request.resignedSession, cookieOptions)
      done()
    })

    /** @fastify/session would clear it without `Secure`, which browsers ignore for a `__Host-` cookie. */
    function clearDeadCookie(request: FastifyRequest, reply: FastifyReply) {
      const { cookies, session } = request
      const cookie = cookies[cookieName]
      if (!cookie || cookie === session.encryptedSessionId) return
      const id = signer.unsign(cookie).value ?? undefined
      if (id !== undefined && id === session.sessionId) return takeNewSignature(request)
      request.endedSessionId = id
      delete cookies[cookieName]
      reply.clearCookie(cookieName, cookieOptions)
    }

    /** The same session signed by another key: the keys have changed while it was read. */
    function takeNewSignature(request: FastifyRequest) {
      request.resignedSession = request.session.encryptedSessionId
      request.cookies[cookieName] = request.session.encryptedSessionId
    }

    function prepareCookie(request: FastifyRequest): Error | undefined {
      // Otherwise @fastify/session would set no cookie and say nothing.
      if (isSecure && request.protocol !== 'https') return new HttpsRequiredError()
      const signed = request.cookies[cookieName]
      if (!signed) return undefined
      if (request.routeOptions.config.anonymous || request.headers.authorization)
        delete request.cookies[cookieName]
      else resign(request, signed)
      return undefined
    }

    /** @fastify/session takes a cookie of an older key for a foreign one and clears it; so it gets a fresh one. */
    function resign(request: FastifyRequest, signed: string) {
      const { valid, renew, value } = signer.unsign(signed)
      if (!valid || !renew || value === null) return
      request.resignedSession = signer.sign(value)
      request.cookies[cookieName] = request.resignedSession
    }
  },
  { name: 'session', dependencies: ['errors'] },
)
