/** Fastify with @fastify/session and connect-redis, defaults everywhere, the cart in the session. */
import cookie from '@fastify/cookie'
import session from '@fastify/session'
import { RedisStore } from 'connect-redis'
import Fastify from 'fastify'
import { Redis } from 'ioredis'
import { type CartLine, findProduct, setLine, viewCart } from './cart-view.ts'
import { createProfiles } from './profiles.ts'
import { reportPort, settings } from './settings.ts'

declare module 'fastify' {
  interface Session {
    accountId?: string
    lines?: CartLine[]
    revision?: number
  }
}

const client = new Redis(settings.valkeyUrl, { password: settings.valkeyPassword })
const profiles = createProfiles(settings.profilesTable)
const app = Fastify()
await app.register(cookie)
await app.register(session, {
  secret: settings.sessionSecret,
  store: new RedisStore({ client }),
  cookie: { secure: false },
})

app.post('/api/accounts', async (request, reply) => {
  const accountId = crypto.randomUUID()
  await profiles.create(accountId)
  await request.session.regenerate()
  request.session.accountId = accountId
  return reply.code(201).send({ signedIn: true, accountId })
})

app.get('/api/cart', async ({ session }) => viewCart(session.lines ?? [], session.revision ?? 0))

app.put<{ Params: { productId: string }; Body: { quantity: number } }>(
  '/api/cart/lines/:productId',
  {
    schema: {
      body: { type: 'object', required: ['quantity'], properties: { quantity: { type: 'integer' } } },
    },
  },
  async ({ session, params, body }) => {
    session.lines = setLine(session.lines ?? [], params.productId, body.quantity)
    session.revision = (session.revision ?? 0) + 1
    return viewCart(session.lines, session.revision)
  },
)

app.get<{ Params: { productId: string } }>('/api/products/:productId', async ({ params }, reply) => {
  const product = findProduct(params.productId)
  return product ?? reply.code(404).send({ title: 'Not found' })
})

app.get('/api/profile', async ({ session }, reply) =>
  session.accountId ? profiles.read(session.accountId) : reply.code(401).send({ title: 'Not signed in' }),
)

await app.listen({ port: settings.port, host: settings.host })
reportPort((app.server.address() as { port: number }).port)
