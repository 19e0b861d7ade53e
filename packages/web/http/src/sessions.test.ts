import { describe, expect, it } from 'vitest'
import { createBrowser, createShopper, freshEmail, goodPassword } from './testing/browser.ts'
import { startShop as startAnyShop } from './testing/start-shop.ts'

const sessionCookieOf = (answer: { cookies: { name: string; value: string }[] }, name = 'session') =>
  answer.cookies.find((cookie) => cookie.name === name)

const plugins = ['fastify-session', 'lean'] as const

describe.each(plugins)('a session by the plugin %s', (plugin) => {
  const startShop = ({ env }: { env?: Readonly<Record<string, string>> } = {}) =>
    startAnyShop({ env: { SESSION_PLUGIN: plugin, ...env } })

  it('S1 gets a new id at login, and the old id is dead', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const before = shopper.cookies.get('session') ?? ''

    await shopper.logIn(shopper.email)

    expect(shopper.cookies.get('session')).not.toBe(before)
    const answer = await shop.app.inject({ url: '/api/profile', headers: { cookie: `session=${before}` } })
    expect(answer.statusCode).toBe(401)
  })

  it('S2 is over at logout: for the old cookie, with a clearing cookie and Clear-Site-Data', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const before = shopper.cookies.get('session') ?? ''

    const answer = await shopper.logOut()

    expect(answer.statusCode).toBe(204)
    expect(sessionCookieOf(answer)).toMatchObject({ value: '', maxAge: 0, path: '/' })
    expect(answer.headers['clear-site-data']).toContain('"storage"')
    const again = await shop.app.inject({ url: '/api/profile', headers: { cookie: `session=${before}` } })
    expect(again.statusCode).toBe(401)
  })

  it('S3 has a cookie that is HttpOnly, SameSite=Lax, for the whole path and no domain', async () => {
    await using shop = await startShop()
    const browser = createBrowser(shop.app)

    const answer = await browser.signUp(freshEmail())

    const header = [answer.headers['set-cookie']].flat().find((each) => each?.startsWith('session='))
    expect(header).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('S3 has a __Host- cookie with Secure where the public origin is https', async () => {
    await using shop = await startShop({ env: { PUBLIC_ORIGIN: 'https://shop.example' } })
    const https = { 'x-forwarded-proto': 'https' }
    const first = await shop.app.inject({ url: '/api/session', headers: https })
    const guest = sessionCookieOf(first, '__Host-shopper')
    const json = { email: freshEmail(), password: goodPassword, displayName: 'A' }

    const answer = await shop.app.inject({
      method: 'POST',
      url: '/api/accounts',
      headers: {
        ...https,
        cookie: `__Host-shopper=${encodeURIComponent(guest?.value ?? '')}`,
        'x-csrf-token': first.json().csrfToken,
      },
      payload: json,
    })

    expect(answer.statusCode).toBe(201)
    const session = answer.cookies.find(({ name }) => name === '__Host-session')
    expect(session).toMatchObject({ secure: true, httpOnly: true, path: '/', sameSite: 'Lax' })
    expect(guest).toMatchObject({ secure: true, httpOnly: true })
  })

  it('says so, instead of setting no cookie, when https is promised and does not arrive', async () => {
    await using shop = await startShop({ env: { PUBLIC_ORIGIN: 'https://shop.example' } })

    const answer = await shop.app.inject('/api/session')

    expect(answer.statusCode).toBe(400)
    expect(answer.json().code).toBe('SHOP_HTTPS_REQUIRED')
  })

  it('S4 ends when it idles, and every request keeps it alive', async () => {
    await using shop = await startShop({ env: { SESSION_IDLE_SECONDS: '60' } })
    const shopper = await createShopper(shop.app)

    shop.passTime(50)
    expect((await shopper.get('/api/profile')).statusCode).toBe(200)
    shop.passTime(50)
    expect((await shopper.get('/api/profile')).statusCode).toBe(200)
    shop.passTime(61)
    expect((await shopper.get('/api/profile')).statusCode).toBe(401)
  })

  it('S5 ends after its absolute time, however busy it is', async () => {
    await using shop = await startShop({
      env: { SESSION_IDLE_SECONDS: '60', SESSION_ABSOLUTE_SECONDS: '100' },
    })
    const shopper = await createShopper(shop.app)

    for (const statusCode of [200, 200, 401]) {
      shop.passTime(40)
      expect((await shopper.get('/api/profile')).statusCode).toBe(statusCode)
    }
  })

  it('S6 has an id of at least 128 random bits', async () => {
    await using shop = await startShop()
    const [one, other] = [await createShopper(shop.app), await createShopper(shop.app)]

    const ids = [one, other].map(
      ({ cookies }) => decodeURIComponent(cookies.get('session') ?? '').split('.')[0],
    )

    expect(ids[0]).not.toBe(ids[1])
    for (const id of ids) expect(Buffer.from(id ?? '', 'base64url').length).toBeGreaterThanOrEqual(16)
  })

  it.each([
    ['made up', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.c2lnbmF0dXJl'],
    ['without a signature', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['empty before the dot', '.'],
    ['__proto__', '__proto__'],
  ])('S7 with an id that is %s is not adopted and is cleared', async (_what, value) => {
    await using shop = await startShop()
    const browser = createBrowser(shop.app)
    browser.cookies.set('session', value)

    const profile = await browser.get('/api/profile')
    expect(profile.statusCode).toBe(401)
    expect(browser.cookies.has('session')).toBe(false)
    await browser.signUp(freshEmail())
    expect(browser.cookies.get('session')).not.toContain('AAAAAAAAAAAAAAAA')
  })

  it('S7 is cleared with Secure where the name demands it, or browsers would keep the dead one', async () => {
    await using shop = await startShop({ env: { PUBLIC_ORIGIN: 'https://shop.example' } })
    const headers = { 'x-forwarded-proto': 'https', cookie: '__Host-session=made.up' }

    const answer = await shop.app.inject({ url: '/api/cart', headers })

    expect(answer.headers['set-cookie']).toMatch(/^__Host-session=; .*Max-Age=0.*; Secure/)
  })

  it('S7 is not taken by who knows its id but cannot sign it', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const id = decodeURIComponent(shopper.cookies.get('session') ?? '').split('.')[0]

    for (const value of [id, `${id}.`, `${id}.c2lnbmF0dXJl`]) {
      const headers = { cookie: `session=${encodeURIComponent(value ?? '')}` }
      expect((await shop.app.inject({ url: '/api/profile', headers })).statusCode).toBe(401)
    }
    expect((await shopper.get('/api/profile')).statusCode).toBe(200)
  })

  it('S11 is kept by no cache: every answer with a cookie and every personal one says no-store', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const paths = ['/api/session', '/api/cart', '/api/profile', '/api/orders', '/api/profile/picture']

    for (const path of paths) {
      const answer = await shopper.get(path)
      expect([path, answer.headers['cache-control']]).toEqual([path, 'no-store'])
    }
    expect((await createBrowser(shop.app).openSession()).headers['cache-control']).toBe('no-store')
    expect((await shopper.logOut()).headers['cache-control']).toBe('no-store')
  })
})
