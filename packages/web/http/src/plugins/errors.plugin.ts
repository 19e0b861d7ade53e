import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { type Problem, problem, toProblem } from '../problem.ts'
import { createRouteTable } from '../route-table.ts'

/** The one error handler: every error of every route becomes a problem here, and only unknown ones are logged. */
export const errorsPlugin = fp(
  async (app) => {
    const routes = createRouteTable()
    app.addHook('onRoute', ({ url, method }) => routes.add(url, method))
    app.setErrorHandler((error, request, reply) => {
      const answer = toProblem(error)
      // A refusal for want of time is no fault, and a line for each would cost more of it.
      if (answer.status >= 500 && answer.code !== 'SHOP_BUSY')
        request.log[answer.status === 503 ? 'warn' : 'error']({ err: error }, answer.detail)
      return sendProblem(request, reply, answer)
    })
    app.setNotFoundHandler((request, reply) => {
      const allowed = routes.methodsOf(request.url)
      if (allowed.length === 0) return sendProblem(request, reply, notFound)
      return sendProblem(request, reply.header('Allow', allowed.join(', ')), methodNotAllowed)
    })
  },
  { name: 'errors' },
)

const notFound = problem(404, { code: 'SHOP_NOT_FOUND', detail: 'There is nothing at this address' })
const methodNotAllowed = problem(405, {
  code: 'SHOP_METHOD_NOT_ALLOWED',
  detail: 'This address does not take this method',
})

export function sendProblem(request: FastifyRequest, reply: FastifyReply, answer: Problem) {
  const { retryAfterSeconds } = answer
  if (typeof retryAfterSeconds === 'number') reply.header('Retry-After', String(retryAfterSeconds))
  if (answer.status === 401) reply.header('WWW-Authenticate', 'Bearer')
  return reply
    .code(answer.status)
    .header('Cache-Control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ ...answer, instance: `urn:uuid:${request.id}` })
}
