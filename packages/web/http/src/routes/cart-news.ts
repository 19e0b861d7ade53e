import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { countUnits } from '@unsticky/cart'
import { noStore } from '../no-store.ts'
import { EventStream, problems } from '../schemas/common.ts'

/** How often a device asks; a request each time, where a stream would be one. */
const askAgainSeconds = 10

/**
 * `GET /api/cart/events` for a shop that is frozen between two requests: the cart as it is now, the wish to be asked
 * again, and the end. A device that knows event streams only comes back by itself, by the `retry` in it.
 */
export const cartNewsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/api/cart/events',
    { schema: { tags: ['cart'], response: { 200: EventStream, ...problems } }, onRequest: noStore },
    async (request, reply) => {
      const cart = await request.carts.load(request.visitor.shopperId)
      const news = JSON.stringify({ revision: cart.revision, units: countUnits(cart) })
      const wish = JSON.stringify({ askAgainSeconds })
      return reply
        .type('text/event-stream')
        .send(
          `retry: ${askAgainSeconds * 1000}\n\nevent: cart\ndata: ${news}\n\nevent: ask-again\ndata: ${wish}\n\n`,
        )
    },
  )
}
