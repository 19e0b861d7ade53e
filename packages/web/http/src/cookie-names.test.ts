import { describe, expect, it } from 'vitest'
import { cookieNames } from './cookie-names.ts'
import { createBrowser } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

describe('the names of the cookies', () => {
  it.each([
    ['self', '', 'session'],
    ['http://127.0.0.1:4001', '', 'session-4001'],
    ['http://localhost', '', 'session'],
    ['https://shop.example', '', '__Host-session'],
    ['https://shop.example:8443', '', '__Host-session-8443'],
    ['https://shop.example,https://www.shop.example:444', '', '__Host-session'],
    ['self,http://127.0.0.1:4001', '', 'session'],
    ['https://shop.example', 'tea', '__Host-session-tea'],
    ['http://127.0.0.1:4001', 'tea', 'session-tea'],
  ])('with the origin %s and the tag "%s": %s', (PUBLIC_ORIGIN, COOKIE_TAG, session) => {
    expect(cookieNames({ PUBLIC_ORIGIN, COOKIE_TAG }).session).toBe(session)
  })

  it('keep two shops on one host apart in one browser', async () => {
    await using tea = await startShop({ env: { PUBLIC_ORIGIN: 'http://127.0.0.1:4001' } })
    await using coffee = await startShop({ env: { PUBLIC_ORIGIN: 'http://127.0.0.1:4002' } })
    const atTea = createBrowser(tea.app)
    await atTea.openSession()
    await atTea.addToCart('copper-kettle', 2)
    // A browser has one jar for a host, whatever the port.
    const atCoffee = createBrowser(coffee.app)
    const share = (from: typeof atTea, to: typeof atTea) => {
      for (const [name, value] of from.cookies) to.cookies.set(name, value)
    }
    share(atTea, atCoffee)

    await atCoffee.openSession()
    await atCoffee.addToCart('copper-kettle', 1)
    share(atCoffee, atTea)
    await atTea.openSession()

    expect((await atTea.cart()).units).toBe(2)
    expect((await atCoffee.cart()).units).toBe(1)
  })
})
