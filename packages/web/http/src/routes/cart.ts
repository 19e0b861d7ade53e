import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { noStore } from '../no-store.ts'
import * as schema from '../schemas/cart.ts'
import { ProductParams } from '../schemas/catalog.ts'
import { KeyHeader, problems } from '../schemas/common.ts'

const tags = ['cart']
const headers = KeyHeader
const response = { 200: schema.CartSchema, ...problems }

/** The cart of whoever asks. Its owner comes from the session, the token or the guest's id, never from the request. */
export const cartRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { shop } = app
  app.addHook('onRequest', noStore)

  app.get('/api/cart', { schema: { tags, response } }, async ({ carts, visitor }) =>
    shop.cartForDevice(await carts.load(visitor.shopperId)),
  )

  app.post(
    '/api/cart/lines',
    { schema: { tags, headers, body: schema.AdditionSchema, response } },
    async (request, reply) => {
      const addition = { ...request.body, key: idempotencyKeyOf(request) }
      const outcome = await shop.addToCart(request.carts, request.visitor.shopperId, addition)
      if (outcome.replayed) reply.header('Idempotent-Replayed', 'true')
      return shop.cartForDevice(outcome.cart)
    },
  )

  app.put(
    '/api/cart/lines/:productId',
    { schema: { tags, headers, params: ProductParams, body: schema.QuantitySchema, response } },
    async (request, reply) => setTo(request, reply, { ...request.params, ...request.body }),
  )

  app.delete(
    '/api/cart/lines/:productId',
    { schema: { tags, headers, params: ProductParams, response } },
    async (request, reply) => setTo(request, reply, { ...request.params, quantity: 0 }),
  )

  async function setTo(
    request: FastifyRequest,
    reply: FastifyReply,
    line: { productId: string; quantity: number },
  ) {
    const change = { ...line, key: idempotencyKeyOf(request) }
    const outcome = await shop.setQuantity(request.carts, request.visitor.shopperId, change)
    if (outcome.replayed) reply.header('Idempotent-Replayed', 'true')
    return shop.cartForDevice(outcome.cart)
  }
}
