import type { FastifyInstance } from 'fastify'
import { sendNotFound } from '../error-pages.ts'
import { askToSignIn, sendPage } from '../send-page.ts'
import { orderPage } from '../views/order.ts'
import { ordersPage } from '../views/orders.ts'

/** `/orders` and `/orders/:id`. */
export async function orderPages(app: FastifyInstance): Promise<void> {
  app.get<{ Querystring: { before?: unknown } }>('/orders', async (request, reply) => {
    if (askToSignIn(request, reply)) return reply
    return sendPage(request, reply, ordersPage(await request.pageReads.orders(idIn(request.query.before))))
  })

  app.get<{ Params: { id: string }; Querystring: { placed?: unknown } }>(
    '/orders/:id',
    async (request, reply) => {
      if (askToSignIn(request, reply)) return reply
      const order = await request.pageReads.order(request.params.id)
      if (!order) return sendNotFound(request, reply)
      return sendPage(request, reply, orderPage({ order, isNew: request.query.placed === 'yes' }))
    },
  )
}

/** What somebody made up is no order: the list begins at its beginning. */
const idIn = (text: unknown) => (typeof text === 'string' && /^[\w-]{1,80}$/.test(text) ? text : undefined)
