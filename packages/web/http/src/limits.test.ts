/** Nobody fills a store or holds a resource: what is limited, by whom it is counted, and what the answer says. */
import { UnavailableError } from '@unsticky/kernel'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createShopApp } from './app.ts'
import { loadSettings } from './config.ts'
import { listOperations, sampleOf } from './testing/api-operations.ts'
import { createBrowser, createShopper, freshEmail, goodPassword } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

const isRefusal = ({ statusCode }: Answer) => statusCode === 429

function expectRefusal(answer: Answer) {
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.json()).toMatchObject({ status: 429, code: 'SHOP_TOO_MANY_ATTEMPTS' })
}

/** Repeats until the answer is a 429, at most so often. */
async function untilRefused(most: number, send: () => Promise<Answer>): Promise<Answer> {
  for (let sent = 0; sent < most; sent += 1) {
    const answer = await send()
    if (isRefusal(answer)) return answer
  }
  throw new Error(`${most} requests and no 429`)
}

async function guestOf(app: FastifyInstance) {
  const guest = createBrowser(app)
  await guest.openSession()
  return guest
}

describe('writes', () => {
  it('of one guest are counted, whatever keys they have', { timeout: 60_000 }, async () => {
    await using shop = await startShop({ env: { WRITES_PER_VISITOR: '5' } })
    const [guest, other] = [await guestOf(shop.app), await guestOf(shop.app)]

    const answers = []
    for (let write = 0; write < 7; write += 1) answers.push(await guest.addToCart('copper-kettle'))

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429])
    expectRefusal(answers[6] as Answer)
    expect((await guest.cart()).units).toBe(5)
    expect((await other.addToCart('copper-kettle')).statusCode).toBe(200)
  })

  it('of a new guest each time are counted by address, however it is spelled', async () => {
    const env = { GUEST_WRITES_PER_ADDRESS: '3', TRUSTED_PROXIES: '10.0.0.0/8' }
    await using shop = await startShop({ env })
    const writeFrom = async (client: string) => {
      const headers = { 'x-forwarded-for': client }
      const guest = await guestOf(shop.app)
      return guest.addToCart('copper-kettle', 1, { remoteAddress: '10.0.0.1', headers })
    }

    const sameHome = ['2001:db8:1:2::1', '[2001:DB8:1:2::2]:443', '2001:0db8:1:2:ffff::9', '2001:db8:1:2::4']
    const sameAddress = ['192.0.2.7', '192.0.2.7:50000', '::ffff:192.0.2.7', '::ffff:c000:207']
    const statuses = []
    for (const client of [...sameHome, ...sameAddress]) statuses.push((await writeFrom(client)).statusCode)

    expect(statuses).toEqual([200, 200, 200, 429, 200, 200, 200, 429])
    expect((await writeFrom('2001:db8:1:3::1')).statusCode).toBe(200)
  })

  it('of an account are not counted by address: an office may shop', async () => {
    await using shop = await startShop({ env: { GUEST_WRITES_PER_ADDRESS: '2' } })
    const shopper = await createShopper(shop.app)

    for (let write = 0; write < 5; write += 1)
      expect((await shopper.addToCart('copper-kettle')).statusCode).toBe(200)
  })

  it('are counted by all instances together', async () => {
    const env = { WRITES_PER_VISITOR: '4' }
    await using one = await startShop({ env })
    const settings = loadSettings({ LOG_LEVEL: 'silent', INSTANCE_ID: 'shop-2', ...env })
    const two = await createShopApp({ adapters: one.adapters, settings, version: 'stateful' })
    const guest = await guestOf(one.app)
    const elsewhere = createBrowser(two)
    for (const [name, value] of guest.cookies) elsewhere.cookies.set(name, value)
    await elsewhere.openSession()

    const statuses = []
    for (let write = 0; write < 6; write += 1)
      statuses.push((await (write % 2 ? guest : elsewhere).addToCart('copper-kettle')).statusCode)

    expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
    await two.close()
  })

  it('go on while the limiter does not answer: a cart is worth more than a count', async () => {
    let asked = 0
    const hit = async () => {
      asked += 1
      throw new UnavailableError('session store')
    }
    await using shop = await startShop({
      change: ({ rateLimiter }) => ({ rateLimiter: { ...rateLimiter, hit } }),
    })
    const guest = await guestOf(shop.app)

    for (let write = 0; write < 5; write += 1)
      expect((await guest.addToCart('copper-kettle')).statusCode).toBe(200)

    expect(asked).toBeLessThan(5)
  })
})

describe('every operation that changes something', () => {
  it('is refused with 429 in the end, except a logout', { timeout: 120_000 }, async () => {
    const limits = ['LOGIN_ATTEMPTS_PER_ADDRESS', 'SIGN_UPS_PER_ADDRESS', 'WRITES_PER_VISITOR']
    await using shop = await startShop({
      env: { UPLOADS_PER_ACCOUNT: '3', ...Object.fromEntries(limits.map((name) => [name, '3'])) },
    })
    const writes = (await listOperations(shop.app)).filter(({ method }) => method !== 'GET')
    const shopper = await createShopper(shop.app)

    for (const { method, path, body } of writes) {
      const url = path.replace('{orderId}', 'order_1').replace('{productId}', 'green-sencha')
      const json = body && sampleOf(body)
      const send = () => shopper.request(method, url, { json })
      if (method === 'DELETE' && path === '/api/session') continue
      const refused = await untilRefused(5, send).catch(() => undefined)
      expect([method, path, refused?.statusCode]).toEqual([method, path, 429])
      expectRefusal(refused as Answer)
    }

    expect(writes.length).toBeGreaterThan(10)
    expect((await shopper.logOut()).statusCode).toBe(204)
  })
})

describe('tokens and sign-ups', () => {
  it.each(['refresh', 'revocation'])(
    'made-up tokens for a %s are counted by address before anybody is asked',
    async (use) => {
      let asked = 0
      const ask = () => {
        asked += 1
        return undefined
      }
      await using shop = await startShop({
        env: { LOGIN_ATTEMPTS_PER_ADDRESS: '3' },
        change: ({ identity }) => ({
          identity: {
            ...identity,
            refresh: async () => ask(),
            revoke: async () => ask(),
          },
        }),
      })
      const post = (number: number) =>
        shop.app.inject({
          method: 'POST',
          url: `/api/tokens/${use}`,
          payload: { refreshToken: `made-up ${number}` },
          remoteAddress: `2001:db8::${number}`,
        })

      const answers = await Promise.all(Array.from({ length: 30 }, (_, number) => post(number + 1)))

      expect(answers.filter(isRefusal)).toHaveLength(27)
      expectRefusal(answers.find(isRefusal) as Answer)
      expect(asked).toBe(3)
    },
  )

  it('accounts that an address makes are counted, though each is another one', async () => {
    await using shop = await startShop({ env: { SIGN_UPS_PER_ADDRESS: '2' } })
    const signUp = async () => (await createBrowser(shop.app).signUp(freshEmail(), goodPassword)).statusCode

    expect([await signUp(), await signUp(), await signUp()]).toEqual([201, 201, 429])
  })
})

describe('uploads', () => {
  const png = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#c33' } })
      .png()
      .toBuffer()

  it('are refused before the body is read when nobody is signed in', async () => {
    await using shop = await startShop()
    const url = new URL(await shop.listen())
    const guest = await guestOf(shop.app)
    const { csrfToken } = (await guest.get('/api/session')).json()
    const { request } = await import('node:http')

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const upload = request(new URL('/api/profile/picture', url), {
        method: 'PUT',
        headers: {
          cookie: [...guest.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'x-csrf-token': csrfToken,
          'content-type': 'image/png',
          'content-length': 5_000_000,
        },
      })
      upload.on('error', reject).on('response', (response) => {
        resolve(response.statusCode)
        upload.destroy()
      })
      upload.write(Buffer.alloc(1000)) // and the rest never comes
    })

    expect(status).toBe(401)
  })

  it('are taken in a bounded number at a time; the next is told to come back', {
    timeout: 60_000,
  }, async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const payload = await png(2000, 2000)
    const headers = { 'content-type': 'image/png' }

    const answers = await Promise.all(
      Array.from({ length: 16 }, () => shopper.request('PUT', '/api/profile/picture', { payload, headers })),
    )

    const statuses = answers.map(({ statusCode }) => statusCode)
    expect(new Set(statuses)).toEqual(new Set([204, 503]))
    const busy = answers.find(({ statusCode }) => statusCode === 503) as Answer
    expect([busy.json().code, busy.headers['retry-after']]).toEqual(['SHOP_BUSY', '1'])
    expect((await shopper.request('PUT', '/api/profile/picture', { payload, headers })).statusCode).toBe(204)
  })

  it('of one account are counted', { timeout: 60_000 }, async () => {
    await using shop = await startShop({ env: { UPLOADS_PER_ACCOUNT: '2' } })
    const shopper = await createShopper(shop.app)
    const payload = await png(10, 10)
    const upload = () =>
      shopper.request('PUT', '/api/profile/picture', { payload, headers: { 'content-type': 'image/png' } })

    expect([(await upload()).statusCode, (await upload()).statusCode]).toEqual([204, 204])
    expectRefusal(await upload())
  })
})
