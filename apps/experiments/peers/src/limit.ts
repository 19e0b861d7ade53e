/**
 * The most that Fastify could do: one Valkey round trip and the same JSON, no session, no checks. The shopper is named
 * by the cookie as it comes, so this is a measuring rod and not a shop.
 */
import Fastify, { type FastifyRequest } from 'fastify'
import { Redis } from 'ioredis'
import { findProduct, viewCart } from './cart-view.ts'
import { reportPort, settings } from './settings.ts'

const redis = new Redis(settings.valkeyUrl, { password: settings.valkeyPassword })
const app = Fastify()

app.post('/api/accounts', async (_request, reply) => {
  const accountId = crypto.randomUUID()
  await redis.set(`limit:profile=${accountId}`, JSON.stringify({ accountId, displayName: 'A Shopper' }))
  return reply.code(201).header('set-cookie', `profile=${accountId}`).send({ signedIn: true, accountId })
})

app.get('/api/cart', async (request) => view(await redis.hgetall(cartKey(request))))

app.put<{ Params: { productId: string }; Body: { quantity: number } }>(
  '/api/cart/lines/:productId',
  async (request) => {
    const key = cartKey(request)
    const write = redis.pipeline().hset(key, request.params.productId, request.body.quantity).hgetall(key)
    return view(((await write.exec())?.[1]?.[1] ?? {}) as Record<string, string>)
  },
)

app.get<{ Params: { productId: string } }>('/api/products/:productId', async (request) => {
  await redis.exists(cartKey(request))
  return findProduct(request.params.productId)
})

app.get('/api/profile', async (request) => JSON.parse((await redis.get(`limit:${owner(request)}`)) ?? '{}'))

await app.listen({ port: settings.port, host: settings.host })
reportPort((app.server.address() as { port: number }).port)

function view(quantities: Record<string, string>) {
  const lines = Object.entries(quantities).map(([productId, quantity]) => ({
    productId,
    quantity: Number(quantity),
    addedAt: 0,
  }))
  return viewCart(lines, 1)
}

const cartKey = (request: FastifyRequest) => `limit:cart:${owner(request)}`

function owner({ headers }: FastifyRequest) {
  return headers.cookie ?? 'nobody'
}
