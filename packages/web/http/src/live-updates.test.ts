import { describe, expect, it } from 'vitest'
import { createFetchBrowser } from './testing/fetch-browser.ts'
import { startShop } from './testing/start-shop.ts'

/** The events of a stream, one by one. */
async function follow(browser: ReturnType<typeof createFetchBrowser>) {
  const answer = await browser.request('/api/cart/events')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return { answer, next }

  /** Resolves to the data of the next event, or undefined at the end of the stream. */
  async function next(): Promise<unknown> {
    for (;;) {
      const found = /event: cart\ndata: (.*)\n\n/.exec(text)
      if (found?.[1]) {
        text = text.slice(found.index + found[0].length)
        return JSON.parse(found[1])
      }
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) return undefined
      text += value
    }
  }
}

describe('live updates', () => {
  it('tell a device how the cart stands, and what another device does', async () => {
    await using shop = await startShop()
    const browser = createFetchBrowser(await shop.listen())
    await browser.signUp()
    await browser.addToCart('copper-kettle')
    const stream = await follow(browser)

    expect(stream.answer.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.answer.headers.get('cache-control')).toBe('no-store')
    expect(await stream.next()).toEqual({ revision: 1, units: 1 })
    await browser.addToCart('copper-kettle', 2)
    expect(await stream.next()).toEqual({ revision: 2, units: 3 })
    await browser.checkOut('approved')
    expect(await stream.next()).toEqual({ revision: 3, units: 0 })
  })

  it('are nobody else’s', async () => {
    await using shop = await startShop()
    const url = await shop.listen()
    const [one, other] = [createFetchBrowser(url), createFetchBrowser(url)]
    await one.signUp()
    await other.signUp()
    const stream = await follow(one)
    await stream.next()

    await other.addToCart('green-sencha', 5)
    await one.addToCart('copper-kettle')

    expect(await stream.next()).toEqual({ revision: 1, units: 1 })
  })

  it('S2 end at logout', async () => {
    await using shop = await startShop()
    const browser = createFetchBrowser(await shop.listen())
    await browser.signUp()
    const stream = await follow(browser)
    await stream.next()

    await browser.logOut()

    expect(await stream.next()).toBeUndefined()
  })

  it('end when the instance drains and when it closes', async () => {
    const shop = await startShop()
    const browser = createFetchBrowser(await shop.listen())
    await browser.signUp()
    const [first, second] = [await follow(browser), await follow(browser)]
    await first.next()
    await second.next()

    shop.app.health.drain()
    expect(await first.next()).toBeUndefined()
    const late = await follow(browser)
    await late.next()
    await Promise.all([shop.app.close(), late.next(), second.next()])

    expect(await late.next()).toBeUndefined()
  })
})
