import { UnavailableError } from '@unsticky/kernel'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReadPages } from './page-reads.ts'
import { sendPage } from './send-page.ts'
import { type ErrorModel, errorPage } from './views/error.ts'

/** Turns what goes wrong while a page is made into a page that says so honestly. */
export function handlePageErrors(app: FastifyInstance, read: ReadPages): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    if (error instanceof UnavailableError) {
      request.log.warn({ err: error }, 'a page could not be read')
      reply.header('retry-after', error.retryAfterSeconds)
      return sendErrorPage(prepared(request), reply, { status: 503, service: error.service })
    }
    // A form that was sent before its script came has no token: nothing is done, the page comes again.
    if (request.method === 'POST') return reply.redirect(request.url, 303)
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error }, 'a page failed')
    return sendErrorPage(prepared(request), reply, { status })
  })

  /** What is read of the shop is not there yet when it already failed to find out who asks. */
  function prepared(request: FastifyRequest) {
    request.pageReads ??= read(request)
    return request
  }
}

/** Answers that there is no such page or thing. */
export const sendNotFound = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  sendErrorPage(request, reply, { status: 404 })

function sendErrorPage(request: FastifyRequest, reply: FastifyReply, error: Omit<ErrorModel, 'path'>) {
  return sendPage(request, reply.code(error.status), errorPage({ ...error, path: request.url }))
}
