import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { isLoopbackHost, originsOf } from '../config.ts'
import { CrossSiteError, CsrfError } from '../errors.ts'
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
    const ownOrigins = originsOf(publicOrigin)
    app.addHook('onRequest', (request, _reply, done) => done(objectionTo(request)))

    function objectionTo({ method, headers, visitor }: FastifyRequest): Error | undefined {
      if (isSafe(method) || visitor.via === 'bearer') return undefined
      if (!isSameSite(headers)) return new CrossSiteError()
      const token = headers['x-csrf-token']
      const isOurs = typeof token === 'string' && signer.isToken(token, visitor.tokenSubject)
      return isOurs ? undefined : new CsrfError()
    }

    function isSameSite(headers: FastifyRequest['headers']) {
      const site = headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
      return headers.origin === undefined || isOwnOrigin(headers.origin, headers.host)
    }

    /** "self" means the loopback address the browser asked for; a name that only resolves to loopback is not one. */
    function isOwnOrigin(origin: string, host = '') {
      if (ownOrigins.includes(origin)) return true
      if (!ownOrigins.includes('self')) return false
      const url = URL.parse(`http://${host}`)
      return url !== null && isLoopbackHost(url.hostname) && origin === url.origin
    }
  },
  { name: 'csrf', dependencies: ['visitor'] },
)

const isSafe = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
