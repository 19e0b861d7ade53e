import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Order } from '@unsticky/orders'
import type { FastifyRequest } from 'fastify'
import { NotFoundError } from '../errors.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { noStore } from '../no-store.ts'
import { requireAccount } from '../plugins/visitor.plugin.ts'
import { Bytes, KeyHeader, problems, Redirect } from '../schemas/common.ts'
import * as schema from '../schemas/orders.ts'
import { sendFile } from '../send-file.ts'

const tags = ['orders']

export const orderRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { shop } = app
  app.addHook('onRequest', noStore)

  app.post(
    '/api/orders',
    {
      schema: {
        tags,
        headers: KeyHeader,
        body: schema.CheckoutSchema,
        response: { 201: schema.OrderSchema, ...problems },
      },
    },
    async (request, reply) => {
      const key = idempotencyKeyOf(request)
      const { order, replayed } = await shop.placeOrder(request.carts, requireAccount(request), {
        ...request.body,
        key,
      })
      if (replayed) reply.header('Idempotent-Replayed', 'true')
      return reply.code(201).send(view(order))
    },
  )

  app.get(
    '/api/orders',
    {
      schema: {
        tags,
        querystring: schema.OrdersQuery,
        response: { 200: schema.OrdersSchema, ...problems },
      },
    },
    async (request) => {
      const { orders, ...more } = await shop.orders(requireAccount(request), request.query)
      return { orders: orders.map(view), ...more }
    },
  )

  app.get(
    '/api/orders/:orderId',
    { schema: { tags, params: schema.OrderParams, response: { 200: schema.OrderSchema, ...problems } } },
    async (request) => view(await find(request, request.params.orderId)),
  )

  app.post(
    '/api/orders/:orderId/cancellation',
    {
      schema: {
        tags,
        headers: KeyHeader,
        params: schema.OrderParams,
        response: { 200: schema.OrderSchema, ...problems },
      },
    },
    async (request) => {
      const order = await shop.moveOrder(requireAccount(request), request.params.orderId, 'cancelled')
      if (!order) throw new NotFoundError('order')
      return view(order)
    },
  )

  app.get(
    '/api/orders/:orderId/receipt',
    {
      schema: {
        tags,
        params: schema.OrderParams,
        response: { 200: Bytes, 302: Redirect, ...problems },
      },
    },
    async (request, reply) => {
      const order = await find(request, request.params.orderId)
      return sendFile(reply, await shop.receipt(order), { downloadName: `receipt-${order.number}.txt` })
    },
  )

  /** Somebody else's order and one that does not exist get the same answer. */
  async function find(request: FastifyRequest, orderId: string) {
    const order = await shop.order(requireAccount(request), orderId)
    if (!order) throw new NotFoundError('order')
    return order
  }
}

const view = ({ accountId: _accountId, paymentReference: _paymentReference, lines, ...order }: Order) => ({
  ...order,
  lines: [...lines],
})
