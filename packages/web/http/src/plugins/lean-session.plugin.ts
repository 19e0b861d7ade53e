import { randomBytes } from 'node:crypto'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { SessionStore } from '@fastify/session'
import type { FastifyReply, FastifyRequest, Session } from 'fastify'
import fp from 'fastify-plugin'
import type { ShopSigner } from '../signer.ts'

export interface LeanSessionOptions {
  readonly store: SessionStore
  readonly secret: ShopSigner
  readonly cookieName: string
  readonly cookie: CookieSerializeOptions
}

/** The type of @fastify/session, of which ours is the part that the shop uses. */
type RequestSession = FastifyRequest['session']

/** What this shop keeps in a session, and nothing else. */
type SessionData = Pick<Session, 'accountId' | 'createdAt' | 'guestId' | 'unreadable'>

/**
 * What this shop uses of @fastify/session, over the same store and with the same cookie, so that an instance with one
 * reads the sessions of an instance with the other. The difference is what it leaves out: no hash of the whole session
 * before and after each request to find out whether it changed (it changes at login and at logout, and both say so),
 * no id and no signature for a visitor who gets no session. docs/adr/0013 has the profile.
 */
export const leanSessionPlugin = fp(
  async (app, { store, secret: signer, cookieName, cookie }: LeanSessionOptions) => {
    app.decorateRequest('session', null as unknown as RequestSession)

    app.addHook('onRequest', (request, reply, done) => {
      const signed = request.cookies[cookieName]
      const id = signed === undefined ? null : idIn(signed)
      if (signed === undefined || id === null) {
        request.session = sessionOf({ request, reply })
        return done()
      }
      store.get(id, (error: Error | null, data?: Session | null) => {
        if (error) return done(error)
        request.session = sessionOf({ request, reply }, data ? { id, signed, data } : undefined)
        done()
      })
    })

    function idIn(signed: string) {
      const { valid, value } = signer.unsign(signed)
      return valid ? value : null
    }

    function sessionOf({ request, reply }: Exchange, known?: KnownSession): RequestSession {
      const session = {
        ...known?.data,
        sessionId: known?.id ?? '',
        encryptedSessionId: known?.signed ?? '',
        regenerate,
        save,
        destroy,
      }
      return session as unknown as RequestSession

      /** A session under an id that nobody knows; the old id is dead before the new one is given out. */
      async function regenerate() {
        await destroy()
        const id = randomBytes(24).toString('base64url')
        request.session = sessionOf({ request, reply }, { id, signed: signer.sign(id), data: {} })
      }

      /** Nothing else stores a session: one that has ended is never written back by a request in flight. */
      async function save() {
        const { sessionId, encryptedSessionId, accountId, createdAt, guestId } = session as typeof session &
          SessionData
        // The date that the stores look for. There is none: they end what idles, and `createdAt` what is too old.
        const data = { accountId, createdAt, guestId, cookie: { expires: null } } as unknown as Session
        await settled((done) => store.set(sessionId, data, done))
        reply.setCookie(cookieName, encryptedSessionId, cookie)
      }

      async function destroy() {
        if (known) await settled((done) => store.destroy(known.id, done))
        request.session = null as unknown as RequestSession
      }
    }
  },
  { name: 'lean-session' },
)

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

interface KnownSession {
  readonly id: string
  readonly signed: string
  readonly data: SessionData
}

const settled = (run: (done: (error?: Error) => void) => void) =>
  new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())))
