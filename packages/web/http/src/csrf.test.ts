import { describe, expect, it } from 'vitest'
import { createBrowser, createShopper, freshEmail, goodPassword } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

const line = { productId: 'copper-kettle', quantity: 1 }

describe('S9 H19 a write by cookie', () => {
  it.each([
    ['says it comes from another site', { 'sec-fetch-site': 'cross-site' }],
    ['says it comes from another host of this site', { 'sec-fetch-site': 'same-site' }],
    ['has another origin', { origin: 'https://evil.example' }],
    ['has an origin that hides itself', { origin: 'null' }],
    ['has an origin that only looks like loopback', { origin: 'http://127.0.0.1.evil.example' }],
    ['asks by a name that resolves to us', { host: 'evil.example', origin: 'http://evil.example' }],
  ])('is refused when it %s', async (_what, headers) => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    const answer = await shopper.addToCart(line.productId, 1, { headers })

    expect(answer.statusCode).toBe(403)
    expect(answer.json().code).toBe('SHOP_CROSS_SITE')
    expect((await shopper.cart()).units).toBe(0)
  })

  it('is refused without a token, with a made-up one, and with somebody else’s', async () => {
    await using shop = await startShop()
    const [shopper, other] = [await createShopper(shop.app), createBrowser(shop.app)]
    const foreign = (await other.openSession()).json().csrfToken

    for (const token of [undefined, 'made-up', '', foreign]) {
      const answer = await shopper.addToCart(line.productId, 1, { headers: { 'x-csrf-token': token } })
      expect([token, answer.statusCode, answer.json().code]).toEqual([token, 403, 'SHOP_CSRF_TOKEN'])
    }
  })

  it('is taken from our own pages', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const headers = {
      host: '127.0.0.1:3000',
      origin: 'http://127.0.0.1:3000',
      'sec-fetch-site': 'same-origin',
    }

    expect((await shopper.addToCart(line.productId, 1, { headers })).statusCode).toBe(200)
  })

  it('is taken from each origin that PUBLIC_ORIGIN names and from no other', async () => {
    const env = { PUBLIC_ORIGIN: 'http://127.0.0.1:8080,http://localhost:8080' }
    await using shop = await startShop({ env })
    const shopper = await createShopper(shop.app)
    const statusFor = async (origin: string) =>
      (await shopper.addToCart(line.productId, 1, { headers: { origin, host: new URL(origin).host } }))
        .statusCode

    expect(await statusFor('http://127.0.0.1:8080')).toBe(200)
    expect(await statusFor('http://localhost:8080')).toBe(200)
    expect(await statusFor('http://127.0.0.1:9090')).toBe(403)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'is refused as %s, which a form of another site can send',
    async (type) => {
      await using shop = await startShop()
      const shopper = await createShopper(shop.app)
      const payload = JSON.stringify(line)

      const answer = await shopper.request('POST', '/api/cart/lines', {
        payload,
        headers: { 'content-type': type },
      })

      expect(answer.statusCode).toBe(415)
      expect((await shopper.cart()).units).toBe(0)
    },
  )

  it('H19 is refused for login and sign-up too, so that nobody is signed in to a stranger’s account', async () => {
    await using shop = await startShop()
    const json = { email: freshEmail(), password: goodPassword, displayName: 'A' }

    for (const url of ['/api/accounts', '/api/session']) {
      const answer = await shop.app.inject({ method: 'POST', url, payload: json })
      expect([url, answer.statusCode]).toEqual([url, 403])
    }
  })

  it('is refused with the token of before the login', async () => {
    await using shop = await startShop()
    const guest = createBrowser(shop.app)
    const stale = (await guest.openSession()).json().csrfToken
    await guest.signUp(freshEmail())

    const answer = await guest.addToCart(line.productId, 1, { headers: { 'x-csrf-token': stale } })

    expect(answer.statusCode).toBe(403)
  })
})

it('H19 no GET changes anything', async () => {
  await using shop = await startShop()
  const { paths } = (await shop.app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, unknown>>
  }
  const shopper = await createShopper(shop.app)
  await shopper.addToCart(line.productId)
  const before = JSON.stringify([await shopper.cart(), (await shopper.get('/api/profile')).json()])

  const gets = Object.keys(paths).filter((path) => paths[path]?.get && !path.endsWith('/events'))
  for (const path of gets) await shopper.get(path.replaceAll(/\{\w+\}/g, 'copper-kettle'))

  expect(gets.length).toBeGreaterThan(10)
  const shown = await shopper.cart()
  expect(JSON.stringify([shown, (await shopper.get('/api/profile')).json()])).toBe(before)
})

it('S9 needs no token with a Bearer token, which no browser adds by itself', async () => {
  await using shop = await startShop()
  const { email } = await createShopper(shop.app)
  const login = await shop.app.inject({
    method: 'POST',
    url: '/api/tokens',
    payload: { email, password: goodPassword },
  })

  const answer = await shop.app.inject({
    method: 'POST',
    url: '/api/cart/lines',
    headers: { authorization: `Bearer ${login.json().accessToken}`, 'idempotency-key': 'phone-1' },
    payload: line,
  })

  expect(answer.statusCode).toBe(200)
  expect(answer.headers['set-cookie']).toBeUndefined()
})
