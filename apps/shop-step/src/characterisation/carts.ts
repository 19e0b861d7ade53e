import { expect } from 'vitest'
import { type Behaviours, cartOf, openShopper } from './behaviour.ts'

/** Long enough for a busy machine. */
const patienceMs = 5000

export const carts: Behaviours = {
  "keeps a guest's cart": async ({ device }) => {
    const guest = device()
    await guest.openSession()
    await guest.addToCart('copper-kettle', 2)
    await guest.addToCart('green-sencha')

    expect(await cartOf(guest)).toMatchObject({ units: 3 })
  },

  "keeps all of a guest's additions at once": async ({ device }) => {
    const guest = device()
    await guest.openSession()

    await Promise.all(Array.from({ length: 8 }, () => guest.addToCart('copper-kettle')))

    expect(await cartOf(guest)).toMatchObject({ units: 8 })
  },

  "brings a guest's cart along at login, once": async (shop) => {
    const { laptop, email } = await openShopper(shop)
    await laptop.addToCart('copper-kettle')
    await laptop.logOut()
    await laptop.openSession()
    await laptop.addToCart('copper-kettle', 2)

    await laptop.logIn(email)

    expect(await cartOf(laptop)).toMatchObject({ lines: [{ productId: 'copper-kettle', quantity: 3 }] })
    await laptop.logIn(email)
    expect(await cartOf(laptop)).toMatchObject({ units: 3 })
  },

  'shows one cart on two devices of an account': async (shop) => {
    const { laptop, email } = await openShopper(shop)
    await laptop.addToCart('copper-kettle', 2)
    const phone = shop.device()

    await phone.logIn(email)
    await phone.addToCart('green-sencha')

    expect(await cartOf(phone)).toMatchObject({ units: 3 })
    expect(await cartOf(laptop)).toMatchObject({ units: 3 })
  },

  'keeps all of an account’s additions at once': async (shop) => {
    const { laptop } = await openShopper(shop)

    await Promise.all(Array.from({ length: 12 }, () => laptop.addToCart('copper-kettle')))

    expect(await cartOf(laptop)).toMatchObject({ units: 12 })
  },

  'sets and removes a line, and keeps to the limit of a line': async (shop) => {
    const { laptop } = await openShopper(shop)
    const line = '/api/cart/lines/copper-kettle'
    await laptop.addToCart('copper-kettle', 5)

    const set = await laptop.request(line, { method: 'PUT', json: { quantity: 20 } })
    const tooMany = await laptop.addToCart('copper-kettle')
    const removed = await laptop.request(line, { method: 'DELETE' })

    expect(await set.json()).toMatchObject({ units: 20 })
    expect([tooMany.status, await tooMany.json()]).toMatchObject([409, { code: 'SHOP_QUANTITY_LIMIT' }])
    expect(await removed.json()).toMatchObject({ units: 0, lines: [] })
  },

  'tells another device of a change at once': async (shop) => {
    const { laptop, email } = await openShopper(shop)
    const phone = shop.device()
    await phone.logIn(email)
    const events = await phone.request('/api/cart/events', { signal: AbortSignal.timeout(patienceMs) })

    await laptop.addToCart('copper-kettle', 2)

    expect(events.status).toBe(200)
    expect(await hears(events, '"units":2')).toBe(true)
  },
}

/** Reads until it has heard `text`, or until the page is closed. */
async function hears({ body }: Response, text: string) {
  let heard = ''
  try {
    for await (const part of body ?? []) {
      heard += Buffer.from(part).toString()
      if (heard.includes(text)) return true
    }
  } catch {
    return false
  }
  return false
}
