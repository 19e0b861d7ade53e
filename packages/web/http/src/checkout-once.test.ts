/** One cart becomes one order, and an order that is placed is answered as placed. */
import { UnavailableError } from '@unsticky/kernel'
import { expect, it } from 'vitest'
import type { ShopAdapters } from './adapters.ts'
import { createBrowser, createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

/** A cart store that can be read and refuses to take units out, as one does that is read-only from then on. */
function readOnlyCarts() {
  let isReadOnly = false
  const change = ({ carts }: ShopAdapters) => {
    const guarded: typeof carts = {
      ...carts,
      change: async (shopper, wanted, options) => {
        if (isReadOnly && wanted.kind === 'settle') throw new UnavailableError('cart store')
        return carts.change(shopper, wanted, options)
      },
    }
    return { carts: guarded }
  }
  const set = (value: boolean) => {
    isReadOnly = value
  }
  return { change, set }
}

it('answers 201 for an order that is placed although the cart store refuses to take the units', async () => {
  const carts = readOnlyCarts()
  await using shop = await startShop({ change: carts.change })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle', 2)

  carts.set(true)
  const answer = await shopper.checkOut()
  const again = await shopper.checkOut()

  expect(answer.statusCode).toBe(201)
  // The cart still shows the units, and they cannot be ordered a second time.
  expect((await shopper.cart()).units).toBe(2)
  expect([again.statusCode, again.headers['retry-after']]).toEqual([503, '2'])

  carts.set(false)
  const later = await shopper.checkOut()
  expect([later.statusCode, later.json().code]).toEqual([409, 'SHOP_EMPTY_CART'])
  expect((await shopper.get('/api/orders')).json().orders).toHaveLength(1)
})

it('empties the cart with the next look at it, on whichever device, and once', async () => {
  const carts = readOnlyCarts()
  await using shop = await startShop({ change: carts.change })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle', 2)
  carts.set(true)
  expect((await shopper.checkOut()).statusCode).toBe(201)
  expect((await shopper.cart()).units).toBe(2)
  const phone = createBrowser(shop.app)
  await phone.logIn(shopper.email)

  carts.set(false)

  expect((await phone.cart()).units).toBe(0)
  await phone.addToCart('copper-kettle', 2)
  expect((await phone.cart()).units).toBe(2)
  expect((await shopper.cart()).units).toBe(2)
})

it('takes nothing out for an order that was refused, and forgets that it was begun', async () => {
  await using shop = await startShop()
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle', 2)

  const refused = await shopper.checkOut({ change: { card: 'declined' } })

  expect(refused.statusCode).toBe(402)
  const cart = await shop.adapters.carts.load(shopper.accountId)
  expect(cart.lines).toMatchObject([{ quantity: 2 }])
  expect(cart.pendingOrders).toBeUndefined()
})

it('shows the cart while the orders do not answer, and takes out what was ordered when they do', async () => {
  const carts = readOnlyCarts()
  let areAway = false
  const change = (adapters: ShopAdapters) => ({
    ...carts.change(adapters),
    orders: {
      ...adapters.orders,
      get: async (...asked: Parameters<typeof adapters.orders.get>) => {
        if (areAway) throw new UnavailableError('order store')
        return adapters.orders.get(...asked)
      },
    },
  })
  await using shop = await startShop({ change })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle', 2)
  carts.set(true)
  await shopper.checkOut()
  carts.set(false)

  areAway = true
  expect((await shopper.cart()).units).toBe(2)
  // Whether the units are ordered already is not known: nothing is ordered again.
  expect((await shopper.checkOut()).statusCode).toBe(503)

  areAway = false
  expect((await shopper.cart()).units).toBe(0)
})

it('makes one order of one cart that two devices order at the same moment', async () => {
  await using shop = await startShop()
  const laptop = await createShopper(shop.app)
  await laptop.addToCart('copper-kettle', 1)
  const phone = createBrowser(shop.app)
  await phone.logIn(laptop.email)

  const answers = await Promise.all([
    laptop.checkOut({ change: { card: 'slow' } }),
    phone.checkOut({ change: { card: 'slow' } }),
  ])

  const placed = answers.find(({ statusCode }) => statusCode === 201)
  const refused = answers.find(({ statusCode }) => statusCode !== 201)
  expect(refused?.statusCode).toBe(409)
  expect(refused?.json()).toMatchObject({ code: 'SHOP_CART_ORDERED', orderId: placed?.json().id })
  expect((await phone.get('/api/orders')).json().orders).toHaveLength(1)
  expect((await phone.cart()).units).toBe(0)
})
