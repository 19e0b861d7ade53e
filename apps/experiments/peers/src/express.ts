/** Express with express-session and connect-redis, as their documentation shows it, the cart in the session. */
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { Redis } from 'ioredis'
import { type CartLine, findProduct, setLine, viewCart } from './cart-view.ts'
import { createProfiles } from './profiles.ts'
import { reportPort, settings } from './settings.ts'

declare module 'express-session' {
  interface SessionData {
    accountId: string
    lines: CartLine[]
    revision: number
  }
}

const client = new Redis(settings.valkeyUrl, { password: settings.valkeyPassword })
const profiles = createProfiles(settings.profilesTable)
const app = express()
app.use(express.json())
app.use(
  session({
    secret: settings.sessionSecret,
    store: new RedisStore({ client }),
    // The two that connect-redis recommends.
    resave: false,
    saveUninitialized: false,
  }),
)

app.post('/api/accounts', async (request, response) => {
  const accountId = crypto.randomUUID()
  await profiles.create(accountId)
  await new Promise<void>((resolve, reject) =>
    request.session.regenerate((error) => (error ? reject(error) : resolve())),
  )
  request.session.accountId = accountId
  response.status(201).json({ signedIn: true, accountId })
})

app.get('/api/cart', ({ session }, response) => {
  response.json(viewCart(session.lines ?? [], session.revision ?? 0))
})

app.put('/api/cart/lines/:productId', ({ session, params, body }, response) => {
  session.lines = setLine(session.lines ?? [], params.productId, body.quantity)
  session.revision = (session.revision ?? 0) + 1
  response.json(viewCart(session.lines, session.revision))
})

app.get('/api/products/:productId', ({ params }, response) => {
  const product = findProduct(params.productId)
  if (product) response.json(product)
  else response.status(404).json({ title: 'Not found' })
})

app.get('/api/profile', async ({ session }, response) => {
  if (session.accountId) response.json(await profiles.read(session.accountId))
  else response.status(401).json({ title: 'Not signed in' })
})

const server = app.listen(settings.port, settings.host, () =>
  reportPort((server.address() as { port: number }).port),
)
