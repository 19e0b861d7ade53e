import { address } from '@unsticky/http/testing'
import { expect } from 'vitest'
import { type Behaviours, cartOf, type OrderAnswer, openShopper, ordersOf, unitsLeftOf } from './behaviour.ts'

const scarce = 'limited-edition-print'

export const orders: Behaviours = {
  'turns a cart into an order': async (shop) => {
    const { laptop } = await openShopper(shop)
    await laptop.addToCart('copper-kettle', 2)

    const order = await laptop.checkOut('approved')

    expect([order.status, await order.json()]).toMatchObject([201, { status: 'paid', totalCents: 5980 }])
    expect(await cartOf(laptop)).toMatchObject({ units: 0 })
    expect(await ordersOf(laptop)).toHaveLength(1)
  },

  'places one order for two clicks': async (shop) => {
    const { laptop } = await openShopper(shop)
    await laptop.addToCart('copper-kettle')
    const key = crypto.randomUUID()

    const clicks = await Promise.all([
      laptop.checkOut('approved', { key }),
      laptop.checkOut('approved', { key }),
    ])

    expect(clicks.some(({ status }) => status === 201)).toBe(true)
    expect(await ordersOf(laptop)).toHaveLength(1)
  },

  'gives every order a number of its own': async (shop) => {
    const numbers: string[] = []
    for (let buyer = 0; buyer < 3; buyer++) {
      const { laptop } = await openShopper(shop)
      await laptop.addToCart('copper-kettle')
      const order = await laptop.checkOut('approved')
      expect(order.status).toBe(201)
      numbers.push(((await order.json()) as OrderAnswer).number)
    }

    expect(new Set(numbers).size).toBe(3)
  },

  'sells no unit twice, and sells a cancelled one again': async (shop) => {
    const buy = async () => {
      const { laptop } = await openShopper(shop)
      await laptop.addToCart(scarce, 20)
      const answer = await laptop.checkOut('approved')
      return { laptop, status: answer.status, order: (await answer.json()) as OrderAnswer }
    }
    const [first, second] = [await buy(), await buy()]
    expect([first.status, second.status]).toEqual([201, 409])
    expect(await unitsLeftOf(second.laptop, scarce)).toBe(10)

    await first.laptop.request(`/api/orders/${first.order.id}/cancellation`, { method: 'POST' })

    expect((await second.laptop.checkOut('approved')).status).toBe(201)
    const again = await first.laptop.request(`/api/orders/${first.order.id}/cancellation`, { method: 'POST' })
    expect(again.status).toBe(200)
    expect(await unitsLeftOf(second.laptop, scarce)).toBe(10)
  },

  'orders nothing when the card is declined or the price has changed': async (shop) => {
    const { laptop } = await openShopper(shop)
    await laptop.addToCart('copper-kettle', 2)
    const order = (card: string, expectedTotalCents: number) =>
      laptop.request('/api/orders', { method: 'POST', json: { address, card, expectedTotalCents } })

    const declined = await order('declined', 5980)
    const changed = await order('approved', 1)

    expect([declined.status, changed.status]).toEqual([402, 409])
    expect(await cartOf(laptop)).toMatchObject({ units: 2 })
    expect(await ordersOf(laptop)).toEqual([])
  },

  'hands out a receipt to who ordered, and to nobody else': async (shop) => {
    const { laptop } = await openShopper(shop)
    await laptop.addToCart('copper-kettle')
    const ordered = await laptop.checkOut('approved')
    expect(ordered.status).toBe(201)
    const { id, number } = (await ordered.json()) as OrderAnswer
    const stranger = await openShopper(shop)

    const receipt = await laptop.request(`/api/orders/${id}/receipt`)
    const strangers = await stranger.laptop.request(`/api/orders/${id}/receipt`)

    expect(await receipt.text()).toContain(`Receipt for order ${number}`)
    expect(strangers.status).toBe(404)
  },

  'shows cart, orders and profile on its pages': async (shop) => {
    const { laptop } = await openShopper(shop)
    await laptop.addToCart('copper-kettle')
    await laptop.checkOut('approved')
    await laptop.addToCart('green-sencha', 3)
    const page = async (path: string) => (await laptop.request(path)).text()

    expect(await page('/cart')).toContain('data-line="green-sencha" data-quantity="3"')
    expect(await page('/orders')).toContain('€29.90')
    expect(await page('/profile')).toContain('A Shopper')
  },
}
