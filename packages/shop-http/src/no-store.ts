import type { onRequestAsyncHookHandler } from 'fastify'

/** A hook for what belongs to one person: no cache keeps it. */
export const noStore: onRequestAsyncHookHandler = async (_request, reply) => {
  reply.header('Cache-Control', 'no-store')
}
