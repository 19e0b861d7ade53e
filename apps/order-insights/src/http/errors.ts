import { ShopError, UnavailableError } from '@unsticky/kernel'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Every error as a problem (RFC 9457). An unknown one says nothing about the inside. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof UnavailableError) {
    request.log.warn({ err: error }, 'a service does not answer')
    reply.header('retry-after', String(error.retryAfterSeconds))
    return sendProblem(reply, 503, { code: error.code, detail: error.message })
  }
  const status = error.statusCode ?? 500
  if (status < 500) return sendProblem(reply, status, { code: 'INVALID_REQUEST', detail: error.message })
  request.log.error({ err: error }, 'a request failed')
  const code = error instanceof ShopError ? error.code : 'INTERNAL'
  return sendProblem(reply, 500, { code, detail: 'Something went wrong on our side' })
}

export const answerNotFound = (_request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(reply, 404, { code: 'NOT_FOUND', detail: 'There is nothing at this address' })

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

export function sendProblem(
  reply: FastifyReply,
  status: number,
  { code, detail }: { readonly code: string; readonly detail: string },
) {
  const problem = { type: 'about:blank', title: titles[status] ?? 'Error', status, detail, code }
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}
