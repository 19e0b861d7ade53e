import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

interface GuardOptions {
  /** Every change must carry it in `X-Control-Token`; it stands in the page and nowhere else. */
  readonly token: string
  /** `127.0.0.1:4000`, once the server listens. */
  readonly host: () => string
}

/** Thrown when a request does not come from the control room's own page. */
export class ForeignRequestError extends Error {
  readonly statusCode = 403
  readonly code = 'CONTROL_ROOM_FOREIGN_REQUEST'
}

/**
 * The room kills processes, so only its own page may talk to it: the exact Host (a name that only resolves to loopback
 * is refused), the browser's word on where the request comes from, and for every change a token that no other site can
 * read.
 */
export const guardPlugin = fp(
  async (app, { token, host }: GuardOptions) => {
    app.addHook('onRequest', async (request) => {
      if (request.headers.host !== host()) throw new ForeignRequestError(`This is ${host()} only`)
      assertOwnOrigin(request)
      if (request.method === 'GET' || request.method === 'HEAD') return
      if (!isToken(request.headers['x-control-token']))
        throw new ForeignRequestError('The X-Control-Token of the page is missing; reload the page')
    })

    function assertOwnOrigin({ headers, method }: FastifyRequest) {
      const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers
      if (origin !== undefined && origin !== `http://${host()}`)
        throw new ForeignRequestError(`Requests of ${origin} are refused`)
      // A link elsewhere may lead here; anything else that another site starts may not.
      const isVisit = method === 'GET' && mode === 'navigate'
      if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit)
        throw new ForeignRequestError('Requests of other sites are refused')
    }

    function isToken(given: unknown) {
      if (typeof given !== 'string') return false
      const [one, other] = [Buffer.from(given), Buffer.from(token)]
      return one.length === other.length && timingSafeEqual(one, other)
    }
  },
  { name: 'guard' },
)
