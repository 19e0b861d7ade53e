import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { CrossSiteError, CsrfError } from '../errors.ts'
import { createSameSiteCheck, isSafeMethod } from '../same-site.ts'
import type { ShopSigner } from '../signer.ts'

interface CsrfOptions {
  readonly signer: ShopSigner
  /** The setting PUBLIC_ORIGIN. */
  readonly publicOrigin: string
}

/**
 * A write by cookie must come from our own pages: the browser's word (Sec-Fetch-Site, Origin) and a token that another
 * site cannot read. A Bearer token is proof in itself: no browser adds it by itself. (ASVS 5, 3.5.1–3.5.3.)
 */
export const csrfPlugin = fp(
  async (app, { signer, publicOrigin }: CsrfOptions) => {
    const isSameSite = createSameSiteCheck(publicOrigin)
    app.addHook('onRequest', (request, _reply, done) => done(objectionTo(request)))

    function objectionTo(request: FastifyRequest): Error | undefined {
      const { method, headers, visitor } = request
      if (isSafeMethod(method) || visitor.via === 'bearer') return undefined
      if (!isSameSite(headers)) return new CrossSiteError()
      const token = headers['x-csrf-token']
      const isOurs =
        typeof token === 'string' && subjectsOf(request).some((each) => signer.isToken(token, each))
      return isOurs ? undefined : new CsrfError()
    }

    /**
     * A logout or a login that is repeated comes with the token of the session that its first try has ended, or of the
     * guest whom its first try has signed in although its answer was an error.
     */
    function subjectsOf({ visitor, session, endedSessionId, routeOptions }: FastifyRequest) {
      const before = routeOptions.config.endsSession ? [endedSessionId, session?.guestId] : []
      return [visitor.tokenSubject, ...before.filter((subject) => subject !== undefined)]
    }
  },
  { name: 'csrf', dependencies: ['visitor'] },
)

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route ends the session that asks, so its repeat comes without one. */
    endsSession?: boolean
  }
}
