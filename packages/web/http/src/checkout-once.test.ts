/** One cart becomes one order, and an order that is placed is answered as placed. */
import { UnavailableError } from '@unsticky/kernel'
import { expect, it } from 'vitest'
import type { ShopAdapters } from './adapters.ts'
import { createBrowser, createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

/** A cart store that can be read and refuses to take units out, as a full or read-only one does. */
function readOnlyCarts() {
  let isReadOnly = false
  const change = ({ carts }: ShopAdapters) => {
    const guarded: typeof carts = {
      ...carts,
      change: async (shopper, wanted, options) => {
        if (isReadOnly && wanted.kind === 'take') throw new UnavailableError('cart store')
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
  expect((await shopper.cart()).units).toBe(0)
  expect((await shopper.get('/api/orders')).json().orders).toHaveLength(1)
})

it('empties the cart by itself soon after the store takes changes again', async () => {
  const carts = readOnlyCarts()
  await using shop = await startShop({ change: carts.change })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle', 2)
  carts.set(true)
  await shopper.checkOut()

  carts.set(false)

  await expect.poll(async () => (await shopper.cart()).units, { timeout: 30_000 }).toBe(0)
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
