/** A shop whose carts lie in its sessions. This file is yours, and so is carts.ts. */
import express from 'express'
import session from 'express-session'

declare module 'express-session' {
  interface SessionData {
    cart: Record<string, number>
    shopper: string
  }
}

const products = ['kettle', 'board']

export function createShop() {
  let orderNumber = 1000
  const app = express()
  app.use(session({ secret: 'for this lab only', resave: false, saveUninitialized: false }))

  app.get('/cart', (request, response) => {
    response.json({ lines: request.session.cart ?? {} })
  })

  app.post('/cart/:product', (request, response) => {
    const { product } = request.params
    if (!products.includes(product)) return void response.status(404).json({ title: 'No such product' })
    const cart = request.session.cart ?? {}
    request.session.cart = { ...cart, [product]: (cart[product] ?? 0) + 1 }
    response.status(201).json({ lines: request.session.cart })
  })

  app.post('/orders', (request, response) => {
    const lines = request.session.cart ?? {}
    if (Object.keys(lines).length === 0) return void response.status(409).json({ title: 'The cart is empty' })
    orderNumber += 1
    request.session.cart = {}
    response.status(201).json({ number: String(orderNumber), lines })
  })

  return app
}
