import { expect, it } from 'vitest'
import { createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

it('gives the orders page by page, the newest first, each once', async () => {
  await using shop = await startShop()
  const shopper = await createShopper(shop.app)
  const { orders } = shop.adapters
  for (let index = 100; index < 160; index += 1) {
    const order = { id: `order_${index}`, accountId: shopper.accountId, status: 'paid', lines: [] } as const
    const address = { name: 'Ada', street: '1', postalCode: '1', city: 'Dublin', country: 'IE' }
    const claim = { requestHash: 'hash', newOrderId: order.id, leaseSeconds: 5 }
    await orders.claim(shopper.accountId, `key-${index}`, claim)
    const rest = { address, totalCents: 0, paymentReference: 'none', placedAt: index }
    await orders.place({ ...order, ...rest }, { key: `key-${index}` })
  }

  const first = (await shopper.get('/api/orders')).json()
  const second = (await shopper.get(`/api/orders?before=${first.next}`)).json()

  const ids = [...first.orders, ...second.orders].map(({ id }: { id: string }) => id)
  expect([first.orders.length, second.orders.length, second.next]).toEqual([50, 10, undefined])
  expect(new Set(ids).size).toBe(60)
  expect([ids[0], ids.at(-1)]).toEqual(['order_159', 'order_100'])
  expect((await shopper.get('/api/orders?before=a%20b')).statusCode).toBe(400)
})
