import { UnavailableError } from '@unsticky/kernel'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { createBrowser, createShopper, freshEmail } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

const page = {
  pages: async (app: FastifyInstance) => {
    app.get('/', async (_request, reply) => reply.type('text/html').send('<!doctype html><title>x</title>'))
  },
}

describe('a guest', () => {
  it('R28 has one cart after six first requests at once without a cookie', async () => {
    await using shop = await startShop(page)
    const guest = createBrowser(shop.app)
    await guest.get('/')
    await guest.openSession()

    await Promise.all(Array.from({ length: 6 }, () => guest.addToCart('copper-kettle')))

    expect((await guest.cart()).units).toBe(6)
  })

  it('R28 gets an id from a document and from the session, and not from data', async () => {
    await using shop = await startShop(page)
    const names = async (url: string) => (await shop.app.inject(url)).cookies.map(({ name }) => name)

    expect(await names('/')).toEqual(['shopper'])
    expect(await names('/api/session')).toEqual(['shopper'])
    expect(await names('/api/cart')).toEqual([])
    expect(await names('/api/products')).toEqual([])
  })

  it('keeps the cookie as long as the cart: it is renewed by every change, and by no look', async () => {
    await using shop = await startShop(page)
    const guest = createBrowser(shop.app)
    const renewedBy = async (answer: ReturnType<typeof guest.get>) =>
      (await answer).cookies.map(({ name, maxAge }) => [name, maxAge])
    await guest.openSession()

    expect(await renewedBy(guest.addToCart('copper-kettle'))).toEqual([['shopper', 30 * 86_400]])
    expect(await renewedBy(guest.get('/api/cart'))).toEqual([])
    expect(await renewedBy(guest.get('/'))).toEqual([])
  })

  it('with a forged id is a new guest', async () => {
    await using shop = await startShop()
    const victim = createBrowser(shop.app)
    await victim.openSession()
    await victim.addToCart('copper-kettle')
    const id = decodeURIComponent(victim.cookies.get('shopper') ?? '').split('.')[0]
    const thief = createBrowser(shop.app)

    for (const forged of [id ?? '', `${id}.`, `${id}.AAAA`]) {
      thief.cookies.set('shopper', encodeURIComponent(forged))
      expect((await thief.cart()).units).toBe(0)
    }
    await thief.openSession()
    expect(decodeURIComponent(thief.cookies.get('shopper') ?? '')).not.toContain(id)
  })

  it('H31 brings the cart to the account once; the anonymous id is over and shows it no more', async () => {
    await using shop = await startShop()
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle', 3)
    const guestCookie = guest.cookies.get('shopper') ?? ''
    const email = freshEmail()

    await guest.signUp(email)

    expect((await guest.cart()).units).toBe(3)
    expect(guest.cookies.has('shopper')).toBe(false)
    const old = createBrowser(shop.app)
    old.cookies.set('shopper', guestCookie)
    expect((await old.cart()).units).toBe(0)
    await old.logIn(email)
    expect((await old.cart()).units).toBe(3)
  })

  it('R27 keeps what another tab adds while the login is made', async () => {
    await using shop = await startShop()
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle')
    const otherTab = createBrowser(shop.app)
    otherTab.cookies.set('shopper', guest.cookies.get('shopper') ?? '')
    await otherTab.openSession()

    await guest.signUp(freshEmail())
    await otherTab.addToCart('copper-kettle')

    expect((await guest.cart()).units).toBe(2)
    shop.passTime(60)
    expect((await guest.cart()).units).toBe(2)
  })

  it('R27 keeps what another tab adds during the login, though nobody looks at the cart for long', async () => {
    await using shop = await startShop()
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle')
    const otherTab = createBrowser(shop.app)
    otherTab.cookies.set('shopper', guest.cookies.get('shopper') ?? '')
    await otherTab.openSession()
    await guest.signUp(freshEmail())
    expect((await guest.cart()).units).toBe(1)
    await otherTab.addToCart('copper-kettle')

    shop.passTime(600)

    expect((await guest.cart()).units).toBe(2)
    // By now nothing is on its way: the old id brings nothing into the account any more.
    await otherTab.addToCart('copper-kettle')
    expect((await guest.cart()).units).toBe(2)
  })

  it('signs up and in although the cart cannot come along, and brings it with the next look', async () => {
    let isAway = false
    await using shop = await startShop({
      change: ({ carts, rateLimiter }) => ({
        carts: {
          ...carts,
          mergeGuest: async (...who: Parameters<typeof carts.mergeGuest>) => {
            if (isAway) throw new UnavailableError('cart store')
            return carts.mergeGuest(...who)
          },
        },
        rateLimiter: {
          ...rateLimiter,
          reset: async (key: string) => {
            if (isAway) throw new UnavailableError('rate limiter')
            return rateLimiter.reset(key)
          },
        },
      }),
    })
    const email = freshEmail()
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle', 2)

    isAway = true
    expect((await guest.signUp(email)).statusCode).toBe(201)
    expect((await guest.get('/api/cart')).statusCode).toBe(503)
    isAway = false
    expect((await guest.cart()).units).toBe(2)

    const phone = createBrowser(shop.app)
    await phone.openSession()
    await phone.addToCart('copper-kettle')
    isAway = true
    expect((await phone.logIn(email)).statusCode).toBe(200)
    isAway = false
    shop.passTime(60)
    expect((await phone.cart()).units).toBe(3)
  })

  it('H31 who logs out leaves nothing for the next person at this browser', async () => {
    await using shop = await startShop()
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('copper-kettle')

    await shopper.logOut()
    await shopper.openSession()

    expect((await shopper.cart()).units).toBe(0)
  })
})
