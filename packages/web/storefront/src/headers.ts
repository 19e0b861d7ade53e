import type { FastifyInstance } from 'fastify'

export interface PageHeaderOptions {
  /** Origins besides this one from which pictures come, such as the file store's: "https://bucket.s3.amazonaws.com". */
  readonly pictureOrigins?: readonly string[]
}

/**
 * What every page says about itself: nothing from elsewhere, nothing inline, never in a frame, kept by no cache.
 * A redirect of a picture to a file store counts as that store's picture, hence `pictureOrigins`.
 */
export function setPageHeaders(app: FastifyInstance, { pictureOrigins = [] }: PageHeaderOptions): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${["'self'", ...pictureOrigins].join(' ')}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', policy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
