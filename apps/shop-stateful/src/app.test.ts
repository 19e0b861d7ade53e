import { createFetchBrowser, goodPassword } from '@unsticky/http/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startShop } from './testing/start-shop.ts'

let shop: Awaited<ReturnType<typeof startShop>>
let url: string
beforeAll(async () => {
  shop = await startShop()
  url = await shop.listen()
})
afterAll(() => shop.app.close())

it('sells: a guest fills a cart, signs up, orders, and every page shows it', async () => {
  const shopper = createFetchBrowser(url)
  await shopper.openSession()
  await shopper.addToCart('copper-kettle', 2)
  await shopper.signUp()

  const order = await shopper.checkOut('approved')

  expect([order.status, await order.json()]).toMatchObject([201, { totalCents: 5980, status: 'paid' }])
  for (const page of ['/', '/cart', '/orders', '/profile', '/about-state', '/products/copper-kettle'])
    expect([page, (await shopper.request(page)).status]).toEqual([page, 200])
})

it('S13 ends the other sessions of an account when its password changes', async () => {
  const [laptop, phone] = [createFetchBrowser(url), createFetchBrowser(url)]
  const email = await laptop.signUp()
  await phone.logIn(email)
  const password = (given: string) => ({
    method: 'PUT' as const,
    json: { password: given, newPassword: 'another horse 2' },
  })

  const wrong = await laptop.request('/api/profile/password', password('wrong horse 1'))
  const right = await laptop.request('/api/profile/password', password(goodPassword))

  expect([wrong.status, right.status]).toEqual([401, 204])
  const [here, there] = [await laptop.request('/api/profile'), await phone.request('/api/profile')]
  expect([here.status, there.status]).toEqual([200, 401])
  expect((await phone.logIn(email)).status).toBe(401)
  const { sessions } = await laptop.json<{ sessions: unknown[] }>('/api/profile/sessions')
  expect(sessions).toHaveLength(1)
})
