import type { IdentityProvider } from '@unsticky/accounts'
import type { CartStore } from '@unsticky/cart'
import { type AccountId, type Now, newId, type ShopperId, UnavailableError } from '@unsticky/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { ShopAdapters } from '../adapters.ts'
import type { CookieNames } from '../cookie-names.ts'
import { NotSignedInError } from '../errors.ts'
import { browserSession } from '../logins/browser-session.ts'
import type { LoginChecks } from '../logins/login-checks.ts'
import type { ShopSigner } from '../signer.ts'
import { cartsFor } from '../visitor-carts.ts'

/** Who is asking. */
export interface Visitor {
  /** Whose cart it is. */
  readonly shopperId: ShopperId
  /** Set when somebody is signed in. */
  readonly accountId: AccountId | undefined
  readonly via: 'session' | 'bearer' | 'guest'
  /** What the CSRF token is bound to. */
  readonly tokenSubject: string
  /** False for a guest who came without an id: there cannot be a cart yet. */
  readonly isKnown: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` on a page when the session store does not answer. */
    visitor: Visitor
    /** The carts, as this visitor's request reaches them. */
    carts: CartStore
  }
  interface FastifyReply {
    /** The guest has become an account: the anonymous id is over. */
    forgetGuest(): FastifyReply
  }
}

interface VisitorOptions {
  readonly identity: IdentityProvider
  readonly carts: ShopAdapters['carts']
  readonly signer: ShopSigner
  readonly isSecure: boolean
  readonly names: CookieNames
  readonly logins: LoginChecks
  readonly now: Now
}

const guestDays = 30

/** Finds out who is asking: a Bearer token, a session, or a guest with a signed id (docs/adr/0003). */
export const visitorPlugin = fp(
  async (app, { identity, carts, signer, isSecure, names, logins, now }: VisitorOptions) => {
    const cookieName = names.shopper
    const cookieOptions = {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: isSecure,
      maxAge: guestDays * 86400,
    } as const
    app.decorateRequest('visitor', null as unknown as Visitor)
    app.decorateRequest('carts', null as unknown as CartStore)
    app.decorateReply('forgetGuest', function () {
      return this.clearCookie(cookieName, cookieOptions)
    })
    app.addHook('onRequest', (request, reply, done) => {
      const { unreadable } = request.session
      if (unreadable) {
        // A page is shown without a name and with an unknown cart; data is honestly not there.
        if (!isPage(request)) return done(unreadable)
        request.log.warn({ err: unreadable }, 'who asks is unknown')
        return done()
      }
      const { authorization } = request.headers
      if (!authorization) return fromCookies(request, reply, done)
      // Only a token is waited for: a promise less in the request of a browser.
      bearerVisitor(authorization).then((visitor) => welcome(request, visitor, done), done)
    })
    app.addHook('onSend', (request, reply, _payload, done) => {
      rememberGuest(request, reply)
      done()
    })

    function fromCookies(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) {
      const { accountId, sessionId } = request.session
      // No promise in the request of a browser, but once in a while.
      if (!accountId || logins.isKnownGood(sessionId)) return welcome(request, cookieVisitor(request), done)
      endIfOver(request, reply).then(
        () => welcome(request, cookieVisitor(request), done),
        (error) => done(isPage(request) && error instanceof UnavailableError ? undefined : error),
      )
    }

    /** The session of an account that is gone, or that was signed out everywhere, ends here. */
    async function endIfOver(request: FastifyRequest, reply: FastifyReply) {
      if (await logins.holds(browserSession(request))) return
      await request.session.regenerate()
      reply.clearCookie(names.session, { path: '/', secure: isSecure })
    }

    function welcome(request: FastifyRequest, visitor: Visitor, done: (error?: Error) => void) {
      try {
        request.visitor = visitor
        request.carts = cartsFor(carts, request, { visitor, now })
      } catch (error) {
        return done(error as Error)
      }
      done()
    }

    function cookieVisitor(request: FastifyRequest): Visitor {
      const { accountId, sessionId } = request.session
      if (accountId)
        return { shopperId: accountId, accountId, via: 'session', tokenSubject: sessionId, isKnown: true }
      const known = knownGuest(request)
      const shopperId = known ?? newId('guest', now)
      return {
        shopperId,
        accountId: undefined,
        via: 'guest',
        tokenSubject: shopperId,
        isKnown: known !== undefined,
      }
    }

    async function bearerVisitor(authorization: string): Promise<Visitor> {
      const accessToken = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
      const account = accessToken && (await identity.verifyAccessToken(accessToken))
      if (!account || !(await logins.tokenHolds(accessToken, account.accountId))) throw new NotSignedInError()
      const { accountId } = account
      return { shopperId: accountId, accountId, via: 'bearer', tokenSubject: '', isKnown: true }
    }

    /** Only an id that we signed is taken; anything else is a new guest. */
    function knownGuest({ cookies }: FastifyRequest) {
      const { valid, value } = signer.unsign(cookies[cookieName] ?? '')
      return valid && value?.startsWith('guest_') ? value : undefined
    }

    function rememberGuest(request: FastifyRequest, reply: FastifyReply) {
      const { visitor } = request
      if (visitor?.via !== 'guest' || !namesGuests(request)) return
      const signed = signer.sign(visitor.shopperId)
      // Renewed with every change, as the cart is: a cart that its owner's browser no longer names is lost.
      const isRead = ['GET', 'HEAD'].includes(request.method)
      if (!isRead || request.cookies[cookieName] !== signed)
        reply.setCookie(cookieName, signed, cookieOptions)
    }
  },
  { name: 'visitor', dependencies: ['session'] },
)

const isPage = ({ url }: FastifyRequest) => !url.startsWith('/api/')

/** Pages, the session resource and writes give a guest an id; reads of data do not, or parallel ones would give several. */
function namesGuests(request: FastifyRequest) {
  const { method, url, routeOptions } = request
  if (routeOptions.config.anonymous) return false
  return method !== 'GET' || url === '/api/session' || isPage(request)
}

/** The account that asks. Throws `NotSignedInError`. */
export function requireAccount({ visitor }: FastifyRequest): AccountId {
  if (!visitor.accountId) throw new NotSignedInError()
  return visitor.accountId
}
