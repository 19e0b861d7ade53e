import { describe, expect, it } from 'vitest'
import { createBrowser, createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

describe('the cart', () => {
  it('shows name, picture, price and units left of each line', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    const cart = (await shopper.addToCart('copper-kettle', 2)).json()

    expect(cart).toMatchObject({ units: 2, totalCents: 5980 })
    expect(cart.lines).toEqual([
      {
        productId: 'copper-kettle',
        name: 'Copper Kettle',
        pictureUrl: '/api/products/copper-kettle/picture.svg',
        quantity: 2,
        priceCents: 2990,
        seenPriceCents: 2990,
        lineCents: 5980,
        isForSale: true,
        isPriceChanged: false,
        unitsLeft: 400,
        addedAt: expect.any(Number),
      },
    ])
  })

  it('says when a price has changed since it was put in', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('copper-kettle')
    const product = await shop.adapters.catalog.get('copper-kettle')

    await shop.adapters.catalog.put([{ product: { ...product, priceCents: 3190 } as never, stock: 5 }])
    shop.passTime(3)

    expect((await shopper.cart()).lines[0]).toMatchObject({
      priceCents: 3190,
      seenPriceCents: 2990,
      isPriceChanged: true,
    })
  })

  it('changes and removes lines', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('copper-kettle', 2)

    const changed = await shopper.request('PUT', '/api/cart/lines/copper-kettle', { json: { quantity: 5 } })
    expect(changed.json().units).toBe(5)
    const removed = await shopper.request('DELETE', '/api/cart/lines/copper-kettle')
    expect(removed.json()).toMatchObject({ units: 0, lines: [], totalCents: 0 })
  })

  it('counts an addition once, however often it is sent under one key', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    const first = await shopper.addToCart('copper-kettle', 1, { key: 'once' })
    const again = await shopper.addToCart('copper-kettle', 1, { key: 'once' })

    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(again.json().units).toBe(1)
  })

  it('refuses the key of another request with 422', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('copper-kettle', 1, { key: 'once' })

    const answer = await shopper.addToCart('copper-kettle', 2, { key: 'once' })

    expect([answer.statusCode, answer.json().code]).toEqual([422, 'SHOP_IDEMPOTENCY_KEY_REUSED'])
  })

  it.each([null, '', 'a b', 'ü', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    const answer = await shopper.addToCart('copper-kettle', 1, { key })

    expect([answer.statusCode, answer.json().code]).toEqual([400, 'SHOP_IDEMPOTENCY_KEY_REQUIRED'])
  })

  it('takes a key of 255 characters', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)

    expect((await shopper.addToCart('copper-kettle', 1, { key: '~'.repeat(255) })).statusCode).toBe(200)
  })

  it('says 409 above its limits and 404 for an unknown product', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('copper-kettle', 20)

    const above = await shopper.addToCart('copper-kettle', 1)
    expect([above.statusCode, above.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'SHOP_QUANTITY_LIMIT', maxQuantity: 20, status: 409 }),
    ])
    const unknown = await shopper.addToCart('no-such-thing', 1)
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'SHOP_UNKNOWN_PRODUCT'])
  })
})

describe('H04 a quantity', () => {
  it.each([
    '-1',
    '0',
    '1.5',
    '1e9',
    '"2"',
    'null',
    '{"$gt":0}',
    '9007199254740992',
    '21',
    '[1]',
    'true',
    'NaN',
  ])('of %s is refused with 400 and changes nothing', async (quantity) => {
    await using shop = await startShop()
    const guest = createBrowser(shop.app)
    await guest.openSession()
    const payload = `{"productId":"copper-kettle","quantity":${quantity}}`

    const answer = await guest.request('POST', '/api/cart/lines', {
      payload,
      headers: { 'content-type': 'application/json' },
    })

    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect((await guest.cart()).units).toBe(0)
  })
})

describe('H02 the owner of a cart', () => {
  it.each([
    ['GET', '/api/cart?cartId=guest_1', undefined],
    ['GET', '/api/cart?shopperId=a&shopperId=b', undefined],
    ['GET', '/api/cart?__proto__=x', undefined],
    ['POST', '/api/cart/lines?accountId=x', {}],
    ['POST', '/api/cart/lines', { shopperId: 'account_1' }],
    ['POST', '/api/cart/lines', { cartId: 'guest_1' }],
    ['POST', '/api/cart/lines', { accountId: 'x', userId: 'y' }],
  ] as const)('is never taken from %s %s with %j', async (method, url, extra) => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    const json = extra && { productId: 'copper-kettle', quantity: 1, ...extra }

    const answer = await shopper.request(method, url, { json })

    expect(answer.statusCode).toBe(400)
  })

  it('is never taken from a header', async () => {
    await using shop = await startShop()
    const [victim, thief] = [await createShopper(shop.app), await createShopper(shop.app)]
    await victim.addToCart('copper-kettle')

    const answer = await thief.get('/api/cart', {
      'x-user-id': victim.accountId,
      'x-account-id': victim.accountId,
      'x-forwarded-user': victim.accountId,
    })

    expect(answer.json().units).toBe(0)
  })
})
