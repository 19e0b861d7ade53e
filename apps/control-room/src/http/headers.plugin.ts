import fp from 'fastify-plugin'

interface HeadersOptions {
  /** The origins of the device frames. */
  readonly frames: () => readonly string[]
}

/** What every answer says: nothing from elsewhere, nothing inline, in nobody's frame, kept by no cache. */
export const headersPlugin = fp(
  async (app, { frames }: HeadersOptions) => {
    app.addHook('onSend', async (_request, reply) => {
      const policy = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        `frame-src ${frames().join(' ') || "'none'"}`,
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ].join('; ')
      reply.header('content-security-policy', policy)
      reply.header('x-content-type-options', 'nosniff')
      reply.header('referrer-policy', 'no-referrer')
      reply.header('cross-origin-opener-policy', 'same-origin')
      reply.header('cross-origin-resource-policy', 'same-origin')
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    })
  },
  { name: 'headers' },
)
