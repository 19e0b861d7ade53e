/** The whole stateless shop as two processes, asked in turn, on the real servers. */

import { createFetchBrowser } from '@unsticky/http/testing'
import type { LocalCloud } from '@unsticky/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCloud, startShops } from './testing/start-shops.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
})
afterAll(() => cloud.stop())

interface Cart {
  readonly units: number
}

const addAtOnce = ({ addToCart }: ReturnType<typeof createFetchBrowser>, count: number) =>
  Promise.all(Array.from({ length: count }, () => addToCart('green-sencha')))

describe.each(['valkey', 'dynamodb'])('two instances with carts in %s', (SHOP_CART_STORE) => {
  it('are one shop: cart, login, order and receipt, on two devices', async () => {
    await using shops = await startShops(cloud, { SHOP_CART_STORE })
    const [laptop, phone] = [createFetchBrowser(...shops.urls), createFetchBrowser(...shops.urls)]
    await laptop.openSession()
    await laptop.addToCart('copper-kettle', 2)
    const email = await laptop.signUp()

    await addAtOnce(laptop, 4)
    await phone.logIn(email)
    expect((await phone.json<Cart>('/api/cart')).units).toBe(6)
    const order = await phone.checkOut('approved')

    expect(order.status).toBe(201)
    const { id } = (await order.json()) as { id: string }
    for (const _instance of shops.urls) {
      expect((await laptop.request(`/api/orders/${id}`)).status).toBe(200)
      expect((await laptop.json<Cart>('/api/cart')).units).toBe(0)
    }
    expect([200, 302]).toContain((await laptop.request(`/api/orders/${id}/receipt`)).status)
    await laptop.logOut()
    for (const _instance of shops.urls) expect((await laptop.openSession()).signedIn).toBe(false)
    expect(await shops.stop()).toEqual([0, 0])
  })
})

it('loses additions as soon as the cart lies in the session, which is why it does not', async () => {
  await using shops = await startShops(cloud, { SHOP_CART_STORE: 'session' })
  const laptop = createFetchBrowser(...shops.urls)
  await laptop.signUp()

  const answers = await addAtOnce(laptop, 8)

  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect((await laptop.json<Cart>('/api/cart')).units).toBeLessThan(8)
})

it('R12 answers in bounded time while the session store is frozen, and recovers alone', async () => {
  await using shops = await startShops(cloud)
  const shopper = createFetchBrowser(...shops.urls)
  await shopper.signUp()
  await shopper.addToCart('copper-kettle')

  cloud.valkeySessions.freeze()
  const start = performance.now()
  const cart = await shopper.request('/api/cart')
  const elapsed = performance.now() - start
  const catalogue = await shopper.request('/api/products')
  const page = await shopper.request('/')
  cloud.valkeySessions.thaw()

  expect([cart.status, cart.headers.get('retry-after')]).toEqual([503, expect.any(String)])
  expect(elapsed).toBeLessThan(1500)
  expect([catalogue.status, page.status]).toEqual([200, 200])
  await expect.poll(async () => (await shopper.request('/api/cart')).status, { timeout: 30_000 }).toBe(200)
})

it('R13 shoppers log in again after the session store came back empty, and the cart is there', async () => {
  await using shops = await startShops(cloud)
  const shopper = createFetchBrowser(...shops.urls)
  const email = await shopper.signUp()
  await shopper.addToCart('copper-kettle', 3)

  await cloud.valkeySessions.restart({ empty: true })
  await cloud.valkeyCarts.restart()
  await expect.poll(async () => (await shopper.request('/api/profile')).status, { timeout: 30_000 }).toBe(401)

  expect((await shopper.logIn(email)).status).toBe(200)
  expect((await shopper.json<Cart>('/api/cart')).units).toBe(3)
})

it('a cart is a 503 while the cart store is gone, never empty', async () => {
  await using shops = await startShops(cloud)
  const shopper = createFetchBrowser(...shops.urls)
  await shopper.signUp()
  await shopper.addToCart('copper-kettle')

  await cloud.valkeyCarts.kill()
  const statuses = [
    (await shopper.request('/api/cart')).status,
    (await shopper.request('/api/profile')).status,
  ]
  await cloud.valkeyCarts.restart()

  expect(statuses).toEqual([503, 200])
  await expect.poll(async () => (await shopper.request('/api/cart')).status, { timeout: 30_000 }).toBe(200)
  expect((await shopper.json<Cart>('/api/cart')).units).toBe(1)
})
