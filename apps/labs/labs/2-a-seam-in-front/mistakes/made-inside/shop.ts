/** The shop makes its carts itself. */
import { randomUUID } from 'node:crypto'
import express from 'express'
import session from 'express-session'
import { createMemoryCarts } from './carts.ts'

declare module 'express-session' {
  interface SessionData {
    shopper: string
  }
}

const products = ['kettle', 'board']

export function createShop() {
  const carts = createMemoryCarts()
  let orderNumber = 1000
  const app = express()
  app.use(session({ secret: 'for this lab only', resave: false, saveUninitialized: false }))

  app.get('/cart', async (request, response) => {
    const { shopper } = request.session
    response.json({ lines: shopper ? await carts.load(shopper) : {} })
  })

  app.post('/cart/:product', async (request, response) => {
    const { product } = request.params
    if (!products.includes(product)) return void response.status(404).json({ title: 'No such product' })
    request.session.shopper ??= randomUUID()
    response.status(201).json({ lines: await carts.add(request.session.shopper, product) })
  })

  app.post('/orders', async (request, response) => {
    const { shopper } = request.session
    const lines = shopper ? await carts.load(shopper) : {}
    if (!shopper || Object.keys(lines).length === 0)
      return void response.status(409).json({ title: 'The cart is empty' })
    orderNumber += 1
    await carts.empty(shopper)
    response.status(201).json({ number: String(orderNumber), lines })
  })

  return app
}
