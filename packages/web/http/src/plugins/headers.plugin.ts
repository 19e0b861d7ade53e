import type { FastifyReply } from 'fastify'
import fp from 'fastify-plugin'

export interface HeadersOptions {
  readonly instanceId: string
  readonly isSecure: boolean
}

/** What every answer carries. */
export const headersPlugin = fp(
  async (app, options: HeadersOptions) => {
    app.addHook('onSend', (_request, reply, _payload, done) => {
      setCommonHeaders(reply, options)
      done()
    })
  },
  { name: 'headers' },
)

/** Pages and the API reader set a policy of their own; data needs none of a page's rights. */
export function setCommonHeaders(reply: FastifyReply, { instanceId, isSecure }: HeadersOptions) {
  reply.header('X-Instance-Id', instanceId)
  reply.header('X-Content-Type-Options', 'nosniff')
  if (isSecure) reply.header('Strict-Transport-Security', 'max-age=31536000')
  if (!reply.hasHeader('Referrer-Policy')) reply.header('Referrer-Policy', 'no-referrer')
  if (!reply.hasHeader('Content-Security-Policy')) {
    reply.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  }
  // A cookie in a shared cache is somebody else's login.
  if (reply.hasHeader('Set-Cookie')) reply.header('Cache-Control', 'no-store')
}
