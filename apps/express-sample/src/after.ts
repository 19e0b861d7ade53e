/** The same shop, with nothing in the process that a second instance would miss. */
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { Redis } from 'ioredis'
import { v7 as timeSortableId } from 'uuid'

declare module 'express-session' {
  interface SessionData {
    visitor: string
  }
}

const { VALKEY_URL, SESSION_SECRET, PICTURES_BUCKET, TRUSTED_PROXIES, PORT = '3000' } = process.env
if (!VALKEY_URL || !SESSION_SECRET || !PICTURES_BUCKET)
  throw new Error('Set VALKEY_URL, SESSION_SECRET and PICTURES_BUCKET')

// Bounded waits: a frozen Valkey becomes an error within half a second instead of a request that hangs.
const valkey = new Redis(VALKEY_URL, { commandTimeout: 500, maxRetriesPerRequest: 1, connectTimeout: 1000 })
valkey.on('error', (error) => console.error(`valkey: ${error.message}`))
const s3 = new S3Client({ forcePathStyle: true })
const cartOf = (visitor: string) => `cart:{${visitor}}`
for (const product of ['kettle', 'board']) await valkey.hsetnx('stock', product, 5)

/** All lines or none, and the cart is emptied in the same step: two orders cannot take the last kettle, or one cart. */
valkey.defineCommand('placeOrder', {
  numberOfKeys: 2,
  lua: `
    local lines = redis.call('HGETALL', KEYS[1])
    if #lines == 0 then return 'empty' end
    for i = 1, #lines, 2 do
      if tonumber(redis.call('HGET', KEYS[2], lines[i]) or '0') < tonumber(lines[i + 1]) then return 'short' end
    end
    for i = 1, #lines, 2 do redis.call('HINCRBY', KEYS[2], lines[i], -lines[i + 1]) end
    redis.call('DEL', KEYS[1])
    return 'placed'`,
})
const placeOrder = (visitor: string): Promise<string> =>
  (valkey as Redis & { placeOrder(...keys: string[]): Promise<string> }).placeOrder(cartOf(visitor), 'stock')

const app = express()
app.set('trust proxy', TRUSTED_PROXIES ?? false) // the balancer's addresses: who asks, and whether it came by https
app.use(express.json({ limit: '10kb' }))
app.use(
  session({
    store: new RedisStore({ client: valkey, prefix: 'session:', ttl: 86_400 }),
    secret: SESSION_SECRET, // the same for every instance, from Secrets Manager
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto' },
  }),
)

/** The session says who it is, and nothing else: whole sessions are written back, so a cart inside would lose updates. */
const visitorOf = (request: express.Request) => {
  request.session.visitor ??= timeSortableId()
  return request.session.visitor
}

const linesOf = async (visitor: string) => {
  const lines = Object.entries(await valkey.hgetall(cartOf(visitor)))
  return Object.fromEntries(lines.map(([product, units]) => [product, Number(units)]))
}

app.get('/cart', async (request, response) => {
  const { visitor } = request.session
  response.json({ lines: visitor ? await linesOf(visitor) : {} })
})

app.post('/cart/:product', async (request, response) => {
  const { product } = request.params
  if (!(await valkey.hexists('stock', product)))
    return void response.status(404).json({ title: 'No such product' })
  const visitor = visitorOf(request)
  await valkey.hincrby(cartOf(visitor), product, 1) // Valkey adds, so additions at the same time all count
  await valkey.zadd('last-seen', Date.now(), visitor)
  response.status(201).json({ lines: await linesOf(visitor) })
})

app.post('/orders', async (request, response) => {
  const { visitor } = request.session
  const outcome = visitor ? await placeOrder(visitor) : 'empty'
  if (outcome === 'placed') return void response.status(201).json({ number: timeSortableId() })
  response.status(409).json({ title: outcome === 'empty' ? 'The cart is empty' : 'Not enough in stock' })
})

app.put('/picture', express.raw({ type: 'image/png', limit: '1mb' }), async (request, response) => {
  if (!Buffer.isBuffer(request.body)) return void response.status(415).json({ title: 'A PNG, please' })
  await s3.send(new PutObjectCommand({ ...pictureOf(visitorOf(request)), Body: request.body }))
  response.status(204).end()
})

app.get('/picture', async (request, response) => {
  const { visitor } = request.session
  const picture = visitor ? await readPicture(visitor) : undefined
  if (!picture) return void response.status(404).json({ title: 'No picture' })
  response.type('png').send(picture)
})

const pictureOf = (visitor: string) => ({ Bucket: PICTURES_BUCKET, Key: `sample/${visitor}.png` })

async function readPicture(visitor: string): Promise<Buffer | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand(pictureOf(visitor)))
    return Body && Buffer.from(await Body.transformToByteArray())
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined
    throw error
  }
}

// Every instance has the timer; whoever gets the lease does the work, and the lease ends by itself should it die.
setInterval(() => void remind().catch((error) => console.error(`reminder: ${error.message}`)), 10_000).unref()

async function remind() {
  if (!(await valkey.set('lease:reminder', process.pid, 'PX', 9000, 'NX'))) return
  const visitors = await valkey.zrangebyscore('last-seen', 0, Date.now() - 60_000)
  for (const visitor of visitors)
    if (await valkey.zrem('last-seen', visitor)) console.log(`remind ${visitor}`)
}

/** A store that does not answer is said, and never taken for an empty cart. */
const unavailable: express.ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent || error.status) return next(error)
  console.error(error.message)
  response
    .status(503)
    .set('Retry-After', '1')
    .json({ title: 'A store does not answer; try again in a moment' })
}
app.use(unavailable)

const server = app.listen(Number(PORT), '127.0.0.1')
process.once('SIGTERM', () => server.close(() => valkey.disconnect()))
