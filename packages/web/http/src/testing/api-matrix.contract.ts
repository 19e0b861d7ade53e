/** H01 and H08 on every operation that the OpenAPI document of a shop lists. */
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOperations, type Operation, sampleOf } from './api-operations.ts'
import { createBrowser, createShopper } from './browser.ts'

interface OpenedShop {
  readonly app: FastifyInstance
}

const isStream = ({ path }: Operation) => path.endsWith('/events')
const urlOf = ({ path }: Operation, id: string) =>
  path.replace('{orderId}', id).replace('{productId}', 'green-sencha')
const unlikelyId = 'order_01990000-0000-7000-8000-000000000000'

const extras = [
  ['role', '"admin"'],
  ['userId', '"account_1"'],
  ['accountId', '"account_1"'],
  ['stock', '999'],
  ['verified', 'true'],
  ['__proto__', '{"isAdmin":true}'],
  ['constructor', '{"prototype":{"isAdmin":true}}'],
  ['price', '1'],
] as const

export function describeApiMatrix(start: () => Promise<OpenedShop>) {
  let shop: OpenedShop
  let operations: readonly Operation[]
  let victim: Awaited<ReturnType<typeof createShopper>>
  let orderId: string

  beforeAll(async () => {
    shop = await start()
    // Pages are no operations of the API.
    operations = (await listOperations(shop.app)).filter(({ path }) => path.startsWith('/api/'))
    victim = await createShopper(shop.app)
    await victim.addToCart('copper-kettle', 2)
    orderId = (await victim.checkOut()).json().id
    await victim.addToCart('green-sencha', 3)
  })
  afterAll(() => shop.app.close())

  const worldOf = async () =>
    JSON.stringify([
      await victim.cart(),
      (await victim.get('/api/orders')).json(),
      (await victim.get('/api/profile')).json(),
    ])

  describe('the OpenAPI document', () => {
    it('knows every route of the API', () => {
      expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
        'DELETE /api/cart/lines/{productId}',
        'DELETE /api/profile/picture',
        'DELETE /api/session',
        'GET /api/cart',
        'GET /api/cart/events',
        'GET /api/categories',
        'GET /api/orders',
        'GET /api/orders/{orderId}',
        'GET /api/orders/{orderId}/receipt',
        'GET /api/products',
        'GET /api/products/{productId}',
        'GET /api/products/{productId}/picture.svg',
        'GET /api/profile',
        'GET /api/profile/picture',
        'GET /api/profile/sessions',
        'GET /api/session',
        'GET /api/state',
        'PATCH /api/profile',
        'POST /api/accounts',
        'POST /api/cart/lines',
        'POST /api/orders',
        'POST /api/orders/{orderId}/cancellation',
        'POST /api/profile/sessions/end',
        'POST /api/session',
        'POST /api/tokens',
        'POST /api/tokens/refresh',
        'POST /api/tokens/revocation',
        'PUT /api/cart/lines/{productId}',
        'PUT /api/profile/password',
        'PUT /api/profile/picture',
      ])
    })

    it('names every answer: one that is good, and problems', async () => {
      const { paths } = (await shop.app.inject('/openapi.json')).json()
      for (const [path, byMethod] of Object.entries(paths as Record<string, object>)) {
        if (!path.startsWith('/api/')) continue
        for (const [method, { responses }] of Object.entries(byMethod)) {
          const statuses = Object.keys(responses)
          expect([method, path, statuses.some((status) => /^2/.test(status))]).toEqual([method, path, true])
          expect([method, path, statuses]).toEqual([method, path, expect.arrayContaining(['4XX', '5XX'])])
        }
      }
    })
  })

  describe('H01 somebody else', () => {
    it('gets the same answer for the victim’s ids as for ids that do not exist', async () => {
      const other = await createShopper(shop.app)
      const withId = operations.filter(({ path }) => path.includes('{orderId}'))
      const before = await worldOf()

      for (const operation of withId) {
        const answers = []
        for (const id of [orderId, unlikelyId])
          answers.push(await other.request(operation.method, urlOf(operation, id)))
        const [real, unknown] = answers.map((answer) => ({ ...answer.json(), instance: '' }))
        expect([operation.path, real]).toEqual([operation.path, unknown])
        expect([operation.path, answers[0]?.statusCode]).toEqual([operation.path, 404])
      }

      expect(withId.length).toBeGreaterThanOrEqual(3)
      expect(await worldOf()).toBe(before)
    })

    it.each(['another account', 'a guest'])(
      '%s changes and sees nothing of the victim by any operation',
      async (who) => {
        const other = who === 'a guest' ? createBrowser(shop.app) : await createShopper(shop.app)
        await other.openSession()
        const before = await worldOf()

        for (const operation of operations.filter((each) => !isStream(each))) {
          const json = operation.body && sampleOf(operation.body)
          const answer = await other.request(operation.method, urlOf(operation, orderId), { json })
          expect([operation.path, answer.statusCode < 500]).toEqual([operation.path, true])
          expect(answer.body).not.toContain(victim.email)
          expect(answer.body).not.toContain(victim.accountId)
        }

        expect(await worldOf()).toBe(before)
      },
    )
  })

  describe('H08 mass assignment', () => {
    it.each(extras)('every body with %s is refused with 400', async (name, value) => {
      const shopper = await createShopper(shop.app)
      const writes = operations.filter(({ method }) => method !== 'GET')

      for (const operation of writes.filter(({ path }) => path !== '/api/profile/picture')) {
        const sample = JSON.stringify(operation.body ? sampleOf(operation.body) : {})
        const payload = sample.replace(/\}$/, `${sample === '{}' ? '' : ','}"${name}":${value}}`)
        const headers = { 'content-type': 'application/json' }
        const answer = await shopper.request(operation.method, urlOf(operation, orderId), {
          payload,
          headers,
        })
        expect([operation.method, operation.path, answer.statusCode]).toEqual([
          operation.method,
          operation.path,
          400,
        ])
      }

      expect(writes.length).toBeGreaterThan(10)
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    })

    it('takes the samples themselves, so the refusals are of the extra field', async () => {
      const shopper = await createShopper(shop.app)
      const line = operations.find(({ method, path }) => method === 'POST' && path === '/api/cart/lines')

      const answer = await shopper.request('POST', '/api/cart/lines', { json: sampleOf(line?.body ?? {}) })

      expect(answer.statusCode).toBe(200)
    })

    it('every operation refuses a query parameter that it does not know', async () => {
      const shopper = await createShopper(shop.app)

      for (const operation of operations) {
        const answer = await shopper.request(operation.method, `${urlOf(operation, orderId)}?isAdmin=true`, {
          json: operation.body && sampleOf(operation.body),
        })
        expect([operation.method, operation.path, answer.statusCode]).toEqual([
          operation.method,
          operation.path,
          expect.toSatisfy((status) => status === 400 || status === 415),
        ])
      }
    })
  })
}
