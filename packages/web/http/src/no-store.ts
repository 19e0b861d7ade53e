import type { onRequestHookHandler } from 'fastify'

/** A hook for what belongs to one person: no cache keeps it. */
export const noStore: onRequestHookHandler = (_request, reply, done) => {
  reply.header('Cache-Control', 'no-store')
  done()
}
