/** The balancer repeats a write with a key when an instance dies: every operation of the API is the same sent twice. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOperations, type Operation } from './testing/api-operations.ts'
import { address, createShopper, freshEmail, goodPassword } from './testing/browser.ts'
import { startShop, type TestShop } from './testing/start-shop.ts'

let shop: TestShop
let operations: readonly Operation[]

beforeAll(async () => {
  shop = await startShop({ env: { LOGIN_ATTEMPTS_PER_ADDRESS: '1000' } })
  operations = (await listOperations(shop.app)).filter(({ method }) => method !== 'GET')
})
afterAll(() => shop.app.close())

type Shopper = Awaited<ReturnType<typeof createShopper>>
interface Wanted {
  readonly url?: string
  readonly json?: unknown
  readonly payload?: Buffer
  readonly contentType?: string
  /** What the account's password is when it has been done. */
  readonly passwordAfter?: string
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64',
)

const tokensOf = async ({ email }: Shopper) =>
  (
    await shop.app.inject({ method: 'POST', url: '/api/tokens', payload: { email, password: goodPassword } })
  ).json()

/** What is asked for by each write; a new route needs a line here. */
const wishes: Readonly<Record<string, (shopper: Shopper) => Promise<Wanted> | Wanted>> = {
  'DELETE /api/cart/lines/{productId}': () => ({ url: '/api/cart/lines/green-sencha' }),
  'DELETE /api/profile/picture': () => ({}),
  'DELETE /api/session': () => ({}),
  'PATCH /api/profile': () => ({ json: { displayName: 'Twice' } }),
  'POST /api/accounts': () => ({
    json: { email: freshEmail(), password: goodPassword, displayName: 'Twice' },
  }),
  'POST /api/cart/lines': () => ({ json: { productId: 'copper-kettle', quantity: 2 } }),
  'POST /api/orders': async (shopper) => ({
    json: { address, card: 'approved', expectedTotalCents: (await shopper.cart()).totalCents },
  }),
  'POST /api/orders/{orderId}/cancellation': async (shopper) => {
    const { id } = (await shopper.checkOut()).json()
    return { url: `/api/orders/${id}/cancellation` }
  },
  'POST /api/session': ({ email }) => ({ json: { email, password: goodPassword } }),
  'POST /api/tokens': ({ email }) => ({ json: { email, password: goodPassword } }),
  'POST /api/tokens/refresh': async (shopper) => ({
    json: { refreshToken: (await tokensOf(shopper)).refreshToken },
  }),
  'POST /api/tokens/revocation': async (shopper) => ({
    json: { refreshToken: (await tokensOf(shopper)).refreshToken },
  }),
  'POST /api/profile/sessions/end': () => ({ json: { password: goodPassword } }),
  'PUT /api/profile/password': () => ({
    json: { password: goodPassword, newPassword: 'another password 2' },
    passwordAfter: 'another password 2',
  }),
  'PUT /api/cart/lines/{productId}': () => ({
    url: '/api/cart/lines/green-sencha',
    json: { quantity: 7 },
  }),
  'PUT /api/profile/picture': () => ({ payload: png, contentType: 'image/png' }),
}

describe('a write that the balancer repeats', () => {
  it('is known here, whichever route it is', () => {
    const names = operations.map(({ method, path }) => `${method} ${path}`)

    expect(names.sort()).toEqual(Object.keys(wishes).sort())
  })

  it.each(Object.entries(wishes))('%s gets the same answer twice and is done once', async (name, wish) => {
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('green-sencha', 3)
    const [method = '', path = ''] = name.split(' ')
    const { url = path, json, payload, contentType = 'application/json', passwordAfter } = await wish(shopper)
    const body = json === undefined ? payload : JSON.stringify(json)
    const headers = {
      cookie: [...shopper.cookies].map((pair) => pair.join('=')).join('; '),
      'x-csrf-token': (await shopper.openSession()).json().csrfToken,
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': contentType }),
    }
    const send = () =>
      shop.app.inject({ method: method as Operation['method'], url, headers, ...(body && { payload: body }) })

    const first = await send()
    const look = async () => worldOf(await signedInAs(shopper, passwordAfter))
    const afterFirst = await look()
    const second = await send()

    expect([second.statusCode, first.statusCode < 300]).toEqual([first.statusCode, true])
    expect(await look()).toEqual(afterFirst)
  })

  it.each(['POST /api/orders', 'POST /api/orders/{orderId}/cancellation', 'POST /api/cart/lines'])(
    '%s says in the document that it needs a key, and refuses to be sent without',
    async (name) => {
      const shopper = await createShopper(shop.app)
      const [, path = ''] = name.split(' ')
      const { paths } = (await shop.app.inject('/openapi.json')).json()
      const parameter = paths[path].post.parameters.find((each: { in: string }) => each.in === 'header')
      const url = path.replace('{orderId}', 'order_1')

      for (const key of [undefined, '', ' ', 'ä', 'x'.repeat(256)]) {
        const answer = await shopper.request('POST', url, { key: null, headers: { 'idempotency-key': key } })
        expect([key, answer.statusCode]).toEqual([key, 400])
        expect(answer.json().code).toBe('SHOP_IDEMPOTENCY_KEY_REQUIRED')
      }
      expect(parameter).toMatchObject({ name: 'idempotency-key', required: true })
    },
  )
})

/** Another device of the same account, which looks at what came of it. */
async function signedInAs({ email }: Shopper, password = goodPassword) {
  const { accessToken } = (
    await shop.app.inject({ method: 'POST', url: '/api/tokens', payload: { email, password } })
  ).json()
  return { authorization: `Bearer ${accessToken}` }
}

async function worldOf(headers: Record<string, string>) {
  const read = async (url: string) => (await shop.app.inject({ url, headers })).json()
  const { updatedAt: _when, ...profile } = await read('/api/profile')
  const orders = await read('/api/orders')
  return { cart: await read('/api/cart'), orders, profile, left: (await read('/api/products')).products }
}
