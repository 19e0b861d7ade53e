import { describe, expect, it } from 'vitest'
import { address, createBrowser, createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

async function startShoppers() {
  const shop = await startShop()
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle', 2)
  return { shop, shopper, [Symbol.asyncDispose]: shop[Symbol.asyncDispose] }
}

describe('an order', () => {
  it('is placed, empties the cart, takes the stock and is listed', async () => {
    await using test = await startShoppers()
    const { shopper } = test

    const answer = await shopper.checkOut()

    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({
      id: expect.stringMatching(/^order_/),
      number: expect.any(String),
      status: 'paid',
      lines: [{ productId: 'copper-kettle', name: 'Copper Kettle', quantity: 2, priceCents: 2990 }],
      totalCents: 5980,
      address,
      placedAt: expect.any(Number),
    })
    expect((await shopper.cart()).units).toBe(0)
    expect((await shopper.get('/api/products/copper-kettle')).json().unitsLeft).toBe(398)
    expect((await shopper.get('/api/orders')).json().orders).toEqual([answer.json()])
  })

  it('R23 sent twice is the same answer, the second marked as a replay', async () => {
    await using test = await startShoppers()
    const { shopper } = test
    const { totalCents } = await shopper.cart()
    const json = { address, card: 'approved', expectedTotalCents: totalCents }

    const [first, second] = [
      await shopper.request('POST', '/api/orders', { json, key: 'checkout' }),
      await shopper.request('POST', '/api/orders', { json, key: 'checkout' }),
    ]

    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(second.body).toBe(first.body)
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(second.headers['idempotent-replayed']).toBe('true')
  })

  it('R23 sent ten times at once is placed once; who comes too early is told to repeat', async () => {
    await using test = await startShoppers()
    const { shopper, shop } = test
    const { totalCents } = await shopper.cart()
    const json = { address, card: 'slow', expectedTotalCents: totalCents }
    const send = () => shopper.request('POST', '/api/orders', { json, key: 'checkout' })

    const answers = await Promise.all(Array.from({ length: 10 }, send))

    const early = answers.filter(({ statusCode }) => statusCode === 409)
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
    expect(early).toHaveLength(9)
    for (const answer of early) {
      expect(answer.json().code).toBe('SHOP_REQUEST_IN_PROGRESS')
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect((await send()).headers['idempotent-replayed']).toBe('true')
    expect((await shopper.get('/api/orders')).json().orders).toHaveLength(1)
    expect((await shop.adapters.catalog.stock(['copper-kettle'])).get('copper-kettle')).toBe(398)
  })

  it('R24 with the key of another order is refused with 422', async () => {
    await using test = await startShoppers()
    await test.shopper.checkOut({ key: 'checkout' })

    const answer = await test.shopper.checkOut({ key: 'checkout', change: { card: 'slow' } })

    expect([answer.statusCode, answer.json().code]).toEqual([422, 'SHOP_IDEMPOTENCY_KEY_REUSED'])
  })

  it('needs a key', async () => {
    await using test = await startShoppers()

    expect((await test.shopper.checkOut({ key: null })).json().code).toBe('SHOP_IDEMPOTENCY_KEY_REQUIRED')
  })

  it('H27 is never answered to somebody who knows the key', async () => {
    await using test = await startShoppers()
    const first = await test.shopper.checkOut({ key: 'known' })
    const thief = await createShopper(test.shop.app)
    await thief.addToCart('green-sencha')

    const answer = await thief.checkOut({ key: 'known' })

    expect(answer.statusCode).toBe(201)
    expect(answer.json().id).not.toBe(first.json().id)
    expect(answer.json().lines[0].productId).toBe('green-sencha')
  })

  it.each([
    { price: 1 },
    { total: 0 },
    { totalCents: 0 },
    { currency: 'XXX' },
    { discount: 100 },
    { lines: [] },
    { accountId: 'x' },
    { status: 'delivered' },
    { expectedTotalCents: -1 },
    { expectedTotalCents: 1.5 },
    { expectedTotalCents: '5980' },
    { card: 'free' },
    { address: { ...address, country: 'Ireland' } },
    { address: { ...address, name: 'a\r\nb' } },
    { address: { ...address, role: 'admin' } },
  ])('H03 with %j is refused with 400', async (change) => {
    await using test = await startShoppers()

    const answer = await test.shopper.checkOut({ change })

    expect([answer.statusCode, answer.json().code]).toEqual([400, 'SHOP_INVALID_REQUEST'])
    expect((await test.shopper.get('/api/orders')).json().orders).toEqual([])
  })

  it('H03 at another total than the one shown is refused and tells today’s total', async () => {
    await using test = await startShoppers()

    const answer = await test.shopper.checkOut({ change: { expectedTotalCents: 1 } })

    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'SHOP_TOTAL_CHANGED', totalCents: 5980 })
  })

  it('that is declined leaves no trace, and the same key may try another card', async () => {
    await using test = await startShoppers()

    const declined = await test.shopper.checkOut({ change: { card: 'declined' }, key: 'checkout' })

    expect([declined.statusCode, declined.json().code]).toEqual([402, 'SHOP_PAYMENT_DECLINED'])
    expect((await test.shopper.cart()).units).toBe(2)
    expect((await test.shopper.checkOut({ key: 'checkout' })).statusCode).toBe(201)
  })

  it('of an empty cart, or of more than there is, is a 409', async () => {
    await using test = await startShoppers()
    const { shop, shopper } = test
    await shopper.checkOut()
    expect((await shopper.checkOut()).json().code).toBe('SHOP_EMPTY_CART')
    const product = await shop.adapters.catalog.get('copper-kettle')
    await shop.adapters.catalog.put([{ product: product as never, stock: 1 }])
    await shopper.addToCart('copper-kettle', 2)

    const answer = await shopper.checkOut()

    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ code: 'SHOP_OUT_OF_STOCK', productIds: ['copper-kettle'] })
  })

  it('is cancelled once and gives its units back once, however often that is asked for', async () => {
    await using test = await startShoppers()
    const { id } = (await test.shopper.checkOut()).json()
    const cancel = (key?: string | null) =>
      test.shopper.request('POST', `/api/orders/${id}/cancellation`, { key })

    expect((await cancel(null)).json().code).toBe('SHOP_IDEMPOTENCY_KEY_REQUIRED')
    for (const answer of [await cancel('one'), await cancel('one'), await cancel('another')])
      expect([answer.statusCode, answer.json().status]).toEqual([200, 'cancelled'])
    expect((await test.shopper.get('/api/products/copper-kettle')).json().unitsLeft).toBe(400)
  })

  it('has a receipt to download, the same each time', async () => {
    await using test = await startShoppers()
    const { id, number } = (await test.shopper.checkOut()).json()

    const [first, second] = [
      await test.shopper.get(`/api/orders/${id}/receipt`),
      await test.shopper.get(`/api/orders/${id}/receipt`),
    ]

    expect(first.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="receipt-${number}.txt"`,
      'cache-control': 'no-store',
    })
    expect(first.body).toContain('2 × Copper Kettle')
    expect(second.body).toBe(first.body)
  })

  it('is for accounts', async () => {
    await using test = await startShoppers()
    const guest = createBrowser(test.shop.app)
    await guest.openSession()

    expect((await guest.checkOut()).statusCode).toBe(401)
    expect((await guest.get('/api/orders')).statusCode).toBe(401)
  })
})
