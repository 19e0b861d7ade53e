/**
 * A shop of seventy lines, as it runs on one server. Mark each line that breaks with two instances: behind it, or above
 * it, write `// STATEFUL:` and what goes wrong.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    cart: Record<string, number>
  }
}

const pictures = resolve(process.env.PICTURES ?? 'pictures')
mkdirSync(pictures, { recursive: true })

const names: Record<string, string> = { kettle: 'Copper kettle', board: 'Cutting board' }
const currency = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })
const stock: Record<string, number> = { kettle: 5, board: 5 }
const lastSeen = new Map<string, number>()
let orderNumber = 1000

const app = express()
app.use(express.json({ limit: '10kb' }))
app.use(
  // STATEFUL: the carts
  session({
    secret: randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
)

app.get('/products', (_request, response) => {
  const products = Object.entries(names).map(([id, name]) => ({
    id,
    name,
    price: currency.format(29.9),
    left: stock[id],
  }))
  response.json({ products })
})

app.get('/cart', (request, response) => {
  response.json({ lines: request.session.cart ?? {} })
})

app.post('/cart/:product', (request, response) => {
  const { product } = request.params
  if (!Object.hasOwn(stock, product)) return void response.status(404).json({ title: 'No such product' })
  const cart = request.session.cart ?? {}
  request.session.cart = { ...cart, [product]: (cart[product] ?? 0) + 1 }
  lastSeen.set(request.sessionID, Date.now())
  response.status(201).json({ lines: request.session.cart })
})

app.post('/orders', (request, response) => {
  const lines = Object.entries(request.session.cart ?? {})
  if (lines.length === 0) return void response.status(409).json({ title: 'The cart is empty' })
  if (lines.some(([product, units]) => (stock[product] ?? 0) < units))
    return void response.status(409).json({ title: 'Not enough in stock' })
  for (const [product, units] of lines) stock[product] = (stock[product] ?? 0) - units
  orderNumber += 1
  request.session.cart = {}
  response.status(201).json({ number: String(orderNumber) })
})

app.put('/picture', express.raw({ type: 'image/png', limit: '1mb' }), (request, response) => {
  if (!Buffer.isBuffer(request.body)) return void response.status(415).json({ title: 'A PNG, please' })
  request.session.cart ??= {} // so that the visitor has a session to come back with
  writeFileSync(join(pictures, `${request.sessionID}.png`), request.body)
  response.status(204).end()
})

app.get('/picture', (request, response) => {
  const file = join(pictures, `${request.sessionID}.png`)
  if (!existsSync(file)) return void response.status(404).json({ title: 'No picture' })
  response.type('png').sendFile(file)
})

setInterval(() => {
  for (const [visitor, at] of lastSeen)
    if (Date.now() - at > 60_000 && lastSeen.delete(visitor)) console.log(`remind ${visitor}`)
}, 10_000).unref()

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
process.once('SIGTERM', () => server.close())
