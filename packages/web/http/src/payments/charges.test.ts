/** What is charged and no order comes of, or an order that is cancelled, is given back. */
import { OutOfStockError } from '@unsticky/orders'
import { expect, it } from 'vitest'
import type { ShopAdapters } from '../adapters.ts'
import { createShopper } from '../testing/browser.ts'
import { startShop } from '../testing/start-shop.ts'

function booked({ place }: { place?: ShopAdapters['orders']['place'] } = {}) {
  const books = new Map<string, boolean>()
  const pay = async (_card: string, _cents: number, { reference }: { reference: string }) => {
    books.set(reference, true)
    return reference
  }
  const giveBack = async (reference: string) => void books.set(reference, false)
  const change = ({ orders }: ShopAdapters) => ({
    authorizePayment: Object.assign(pay, { giveBack }),
    orders: { ...orders, ...(place && { place }) },
  })
  return { change, live: () => [...books.values()].filter(Boolean).length, books }
}

it('gives back what was charged for an order that is refused afterwards', async () => {
  const payments = booked({
    place: async () => {
      throw new OutOfStockError(['copper-kettle'])
    },
  })
  await using shop = await startShop({ change: payments.change })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle')

  expect((await shopper.checkOut()).statusCode).toBe(409)

  expect([payments.books.size, payments.live()]).toEqual([1, 0])
})

it('gives back what a cancelled order cost, and keeps what another one cost', async () => {
  const payments = booked()
  await using shop = await startShop({ change: payments.change })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle')
  const { id } = (await shopper.checkOut()).json()
  await shopper.addToCart('copper-kettle')
  await shopper.checkOut()
  expect(payments.live()).toBe(2)

  for (let time = 0; time < 2; time += 1) await shopper.request('POST', `/api/orders/${id}/cancellation`)

  expect(payments.live()).toBe(1)
})
