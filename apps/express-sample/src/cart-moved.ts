/** The sample with sessions and carts moved out. Stock, order numbers, pictures and the reminder are as they were. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { Redis } from 'ioredis'

declare module 'express-session' {
  interface SessionData {
    visitor: string
  }
}

const { VALKEY_URL, SESSION_SECRET } = process.env
if (!VALKEY_URL || !SESSION_SECRET) throw new Error('Set VALKEY_URL and SESSION_SECRET')

// Bounded waits: a frozen Valkey becomes an error within half a second instead of a request that hangs.
const valkey = new Redis(VALKEY_URL, { commandTimeout: 500, maxRetriesPerRequest: 1, connectTimeout: 1000 })
valkey.on('error', (error) => console.error(`valkey: ${error.message}`))

const pictures = resolve(process.env.PICTURES ?? 'pictures')
mkdirSync(pictures, { recursive: true })

const stock: Record<string, number> = { kettle: 5, board: 5 } // STATEFUL: every instance sells the same five
const lastSeen = new Map<string, number>() // STATEFUL: an instance knows only the visitors that it served itself
let orderNumber = 1000 // STATEFUL: two instances hand out the same number

const app = express()
app.use(express.json({ limit: '10kb' }))
app.use(
  session({
    store: new RedisStore({ client: valkey, prefix: 'session:', ttl: 86_400 }),
    secret: SESSION_SECRET, // the same for every instance, from Secrets Manager
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
)

/** The session says who it is, and nothing else. */
const visitorOf = (request: express.Request) => {
  request.session.visitor ??= randomUUID()
  return request.session.visitor
}
const cartOf = (visitor: string) => `cart:{${visitor}}`
const toLines = (cart: Record<string, string>) =>
  Object.fromEntries(Object.entries(cart).map(([product, units]) => [product, Number(units)]))

/** One step of the server: whoever takes the cart second, takes an empty one. */
async function takeCart(visitor: string): Promise<[string, number][]> {
  const answers = await valkey.multi().hgetall(cartOf(visitor)).del(cartOf(visitor)).exec()
  return Object.entries(toLines(answers?.[0]?.[1] as Record<string, string>))
}

app.get('/cart', async (request, response) => {
  const { visitor } = request.session
  response.json({ lines: visitor ? toLines(await valkey.hgetall(cartOf(visitor))) : {} })
})

app.post('/cart/:product', async (request, response) => {
  const { product } = request.params
  if (!Object.hasOwn(stock, product)) return void response.status(404).json({ title: 'No such product' })
  const cart = cartOf(visitorOf(request))
  await valkey.hincrby(cart, product, 1) // Valkey adds, so additions at the same time all count
  await valkey.expire(cart, 90 * 86_400)
  lastSeen.set(request.sessionID, Date.now())
  response.status(201).json({ lines: toLines(await valkey.hgetall(cart)) })
})

app.post('/orders', async (request, response) => {
  const visitor = visitorOf(request)
  const lines = await takeCart(visitor)
  if (lines.length === 0) return void response.status(409).json({ title: 'The cart is empty' })
  if (lines.some(([product, units]) => (stock[product] ?? 0) < units)) {
    for (const [product, units] of lines) await valkey.hincrby(cartOf(visitor), product, units)
    return void response.status(409).json({ title: 'Not enough in stock' })
  }
  for (const [product, units] of lines) stock[product] = (stock[product] ?? 0) - units
  orderNumber += 1
  response.status(201).json({ number: String(orderNumber) })
})

app.put('/picture', express.raw({ type: 'image/png', limit: '1mb' }), (request, response) => {
  if (!Buffer.isBuffer(request.body)) return void response.status(415).json({ title: 'A PNG, please' })
  visitorOf(request) // so that the visitor has a session to come back with
  writeFileSync(join(pictures, `${request.sessionID}.png`), request.body) // STATEFUL: it lies on the disk of one server
  response.status(204).end()
})

app.get('/picture', (request, response) => {
  const file = join(pictures, `${request.sessionID}.png`)
  if (!existsSync(file)) return void response.status(404).json({ title: 'No picture' })
  response.type('png').sendFile(file)
})

// Every instance has this timer. Each reminds the visitors that it has seen, so one visitor may hear twice, or never.
setInterval(() => {
  for (const [visitor, at] of lastSeen)
    if (Date.now() - at > 60_000 && lastSeen.delete(visitor)) console.log(`remind ${visitor}`)
}, 10_000).unref()

/** A store that does not answer is said, and never taken for an empty cart. */
const unavailable: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent || error.status) return next(error)
  response
    .status(503)
    .set('Retry-After', '1')
    .json({ title: 'A store does not answer; try again in a moment' })
}
app.use(unavailable)

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
process.once('SIGTERM', () => server.close(() => valkey.disconnect()))
