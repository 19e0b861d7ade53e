/** The naive way, for teaching: the cart inside the session. It works for one request at a time, and that is all. */
import { createSessionCarts } from '@unsticky/in-process/session-carts'
import { describe, expect, it } from 'vitest'
import { createBrowser, createShopper, freshEmail } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

const naive = { change: () => ({ carts: createSessionCarts({ now: Date.now }) }) }

describe('a cart inside the session', () => {
  it('gives a guest a session, and comes along at login', async () => {
    await using shop = await startShop(naive)
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle', 2)
    expect(guest.cookies.has('session')).toBe(true)

    await guest.signUp(freshEmail())

    expect((await guest.cart()).units).toBe(2)
    expect((await guest.checkOut()).statusCode).toBe(201)
    expect((await guest.cart()).units).toBe(0)
  })

  it('is not carried from one account to another', async () => {
    await using shop = await startShop(naive)
    const [first, second] = [await createShopper(shop.app), await createShopper(shop.app)]
    await first.addToCart('copper-kettle')

    await first.logIn(second.email)

    expect((await first.cart()).units).toBe(0)
  })

  it('is not there on the second device: what step 3a shows', async () => {
    await using shop = await startShop(naive)
    const [laptop, phone] = [await createShopper(shop.app), createBrowser(shop.app)]
    await laptop.addToCart('copper-kettle')

    await phone.logIn(laptop.email)

    expect((await phone.cart()).units).toBe(0)
  })
})
