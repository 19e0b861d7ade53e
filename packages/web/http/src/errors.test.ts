import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { createBrowser, createShopper, freshEmail, goodPassword } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

const broken = {
  pages: async (app: FastifyInstance) => {
    app.get('/api/broken', () => {
      throw new Error('connect ECONNREFUSED 127.0.0.1:6379 password=hunter2')
    })
  },
}

describe('a problem', () => {
  it('H30 of our own says nothing of the inside, and the log has it once', async () => {
    await using shop = await startShop(broken)

    const answer = await shop.app.inject('/api/broken')

    expect(answer.statusCode).toBe(500)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Something went wrong on our side',
      code: 'SHOP_INTERNAL',
      instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
    })
    expect(shop.log().split('ECONNREFUSED 127.0.0.1:6379').length - 1).toBeLessThanOrEqual(2)
    expect(shop.log().trim().split('\n')).toHaveLength(1)
    expect(shop.log()).toContain(answer.json().instance.replace('urn:uuid:', ''))
  })

  it('names the field that is wrong, and not what was in it', async () => {
    await using shop = await startShop()
    const guest = createBrowser(shop.app)
    await guest.openSession()
    const json = { productId: 'copper-kettle', quantity: 'hunter2' }

    const answer = await guest.request('POST', '/api/cart/lines', { json })

    expect(answer.json().errors).toEqual([{ in: 'body', field: 'quantity', message: 'must be integer' }])
    expect(answer.body).not.toContain('hunter2')
  })

  it.each([
    ['GET', '/api/nothing', 404, 'SHOP_NOT_FOUND'],
    ['GET', '/.env', 404, 'SHOP_NOT_FOUND'],
    ['GET', '/api/products/no-such-thing', 404, 'SHOP_NOT_FOUND'],
    ['DELETE', '/api/cart', 405, 'SHOP_METHOD_NOT_ALLOWED'],
    ['PUT', '/api/orders', 405, 'SHOP_METHOD_NOT_ALLOWED'],
    ['GET', '/api/cart/lines/copper-kettle', 405, 'SHOP_METHOD_NOT_ALLOWED'],
    ['GET', '/api/products/%zz', 400, 'SHOP_INVALID_REQUEST'],
    ['GET', '/api/products?page=0', 400, 'SHOP_INVALID_REQUEST'],
    ['GET', '/api/products?sort=a&sort=b', 400, 'SHOP_INVALID_REQUEST'],
    ['GET', '/api/products?constructor=x', 400, 'SHOP_INVALID_REQUEST'],
    ['GET', '/api/products?__proto__[x]=y', 400, 'SHOP_INVALID_REQUEST'],
    ['GET', `/api/products/${'x'.repeat(200)}`, 414, 'SHOP_INVALID_REQUEST'],
  ] as const)('%s %s is %i', async (method, url, status, code) => {
    await using shop = await startShop()

    const answer = await shop.app.inject({ method, url })

    expect([answer.statusCode, answer.json().code, answer.json().status]).toEqual([status, code, status])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.headers['x-instance-id']).toBe('shop-1')
    if (status === 405) expect(answer.headers.allow).toMatch(/GET|POST|DELETE/)
  })

  it.each([
    ['is not JSON', '{"productId":', 400],
    ['is empty', '', 400],
    ['is larger than 64 KB', JSON.stringify({ productId: 'x'.repeat(70_000) }), 413],
    ['is an array', '[]', 400],
    ['is null', 'null', 400],
    ['is deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400],
  ])('H25 answers a body that %s', async (_what, payload, status) => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    const answer = await shopper.request('POST', '/api/cart/lines', {
      payload,
      headers: { 'content-type': 'application/json' },
    })

    expect([answer.statusCode, answer.json().status]).toEqual([status, status])
  })
})

describe('every answer', () => {
  it('names the instance and carries the security headers', async () => {
    await using shop = await startShop()

    for (const url of ['/api/products', '/api/cart', '/api/nothing', '/livez', '/docs/', '/openapi.json']) {
      const { headers } = await shop.app.inject(url)
      expect([url, headers]).toEqual([
        url,
        expect.objectContaining({
          'x-instance-id': 'shop-1',
          'x-content-type-options': 'nosniff',
          'referrer-policy': expect.any(String),
          'content-security-policy': expect.stringContaining("default-src 'none'"),
        }),
      ])
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).not.toContain('unsafe-inline')
    }
  })

  it('says HSTS where the origin is https', async () => {
    await using shop = await startShop({ env: { PUBLIC_ORIGIN: 'https://shop.example' } })

    expect((await shop.app.inject('/api/products')).headers['strict-transport-security']).toContain(
      'max-age=',
    )
  })
})

describe('H29 the log', () => {
  it('holds no password, cookie, token or key, at its most talkative', async () => {
    await using shop = await startShop({ ...broken, env: { LOG_LEVEL: 'trace' } })
    const email = freshEmail()
    const shopper = createBrowser(shop.app)
    await shopper.signUp(email, 'canary-password-1')
    const csrfToken = (await shopper.openSession()).json().csrfToken
    const tokens = await shop.app.inject({
      method: 'POST',
      url: '/api/tokens',
      payload: { email, password: 'canary-password-1' },
    })
    await shopper.addToCart('copper-kettle', 1, { key: 'canary-key' })
    await shopper.get('/api/broken', { authorization: `Bearer ${tokens.json().accessToken}` })
    await shopper.logIn(email, 'canary-wrong-password-1')
    shop.app.log.info(
      { req: { headers: { cookie: 'canary-cookie', authorization: 'canary-bearer' } } },
      'by hand',
    )
    shop.app.log.info(
      { account: { password: 'canary-field' }, headers: { 'set-cookie': 'canary-set' } },
      'by hand',
    )

    const log = shop.log()

    expect(log).toContain('by hand')
    expect(log).toContain('/api/session')
    expect(log).not.toContain('canary')
    for (const secret of [
      ...shopper.cookies.values(),
      csrfToken,
      tokens.json().accessToken,
      tokens.json().refreshToken,
    ])
      expect(log).not.toContain(secret)
    expect(log).not.toContain(goodPassword)
  })

  it('keeps one line for one event, whatever a name holds', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    for (const displayName of ['a\r\nb', 'a\u2028b', 'a\u0000b', 'a\u0085b']) {
      const answer = await shopper.request('PATCH', '/api/profile', { json: { displayName } })
      expect([displayName, answer.statusCode]).toEqual([displayName, 400])
    }
  })
})
