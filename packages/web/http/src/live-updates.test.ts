import { request } from 'node:http'
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
    // The note of the order and its settlement are two changes of the cart, told as one.
    expect(await stream.next()).toEqual({ revision: 4, units: 0 })
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

/** A shop that tells how many subscriptions it holds. */
async function startCountedShop(env: Readonly<Record<string, string>> = {}, { slowMs = 0 } = {}) {
  const held = { begun: 0, subscriptions: 0 }
  const shop = await startShop({
    env,
    change: ({ cartEvents }) => ({
      cartEvents: {
        ...cartEvents,
        subscribe: async (...args: Parameters<typeof cartEvents.subscribe>) => {
          held.begun += 1
          const stop = await cartEvents.subscribe(...args)
          if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs))
          held.subscriptions += 1
          return async () => {
            held.subscriptions -= 1
            await stop()
          }
        },
      },
    }),
  })
  const nothingLeft = () => expect.poll(() => held.subscriptions, { timeout: 30_000 }).toBe(0)
  return { ...shop, held, nothingLeft, [Symbol.asyncDispose]: shop[Symbol.asyncDispose] }
}

describe('a stream ends', { timeout: 60_000 }, () => {
  it('at the absolute end of its session', async () => {
    await using shop = await startCountedShop({ SESSION_ABSOLUTE_SECONDS: '3' })
    const browser = createFetchBrowser(await shop.listen())
    await browser.signUp()
    const stream = await follow(browser)
    expect(await stream.next()).toEqual({ revision: 0, units: 0 })

    expect(await stream.next()).toBeUndefined()
    await shop.nothingLeft()
    expect((await browser.request('/api/profile')).status).toBe(401)
  })

  it('after a bounded life, for a guest too', async () => {
    await using shop = await startCountedShop({ STREAM_SECONDS: '0.5' })
    const browser = createFetchBrowser(await shop.listen())
    await browser.openSession()
    const stream = await follow(browser)
    await stream.next()

    expect(await stream.next()).toBeUndefined()
    await shop.nothingLeft()
  })

  it('when its client leaves, also while it is being set up', async () => {
    await using shop = await startCountedShop({}, { slowMs: 500 })
    const origin = await shop.listen()
    const browser = createFetchBrowser(origin)
    await browser.signUp()
    const url = new URL('/api/cart/events', origin)
    const headers = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }

    // Each on a connection of its own, which it cuts while the shop subscribes.
    const leavers = Array.from({ length: 5 }, async () => {
      const leaver = request(url, { headers, agent: false }).on('error', () => {})
      leaver.end()
      await expect.poll(() => shop.held.begun, { timeout: 30_000 }).toBeGreaterThan(0)
      leaver.destroy()
    })
    await Promise.all(leavers)

    await new Promise((resolve) => setTimeout(resolve, 1000))
    await shop.nothingLeft()
  })

  it('at once for a HEAD, which subscribes to nothing', async () => {
    await using shop = await startCountedShop()
    const browser = createFetchBrowser(await shop.listen())
    await browser.signUp()

    const heads = await Promise.all(
      Array.from({ length: 50 }, () => browser.request('/api/cart/events', { method: 'HEAD' })),
    )

    expect(new Set(heads.map(({ status }) => status))).toEqual(new Set([200]))
    expect(heads[0]?.headers.get('content-type')).toContain('text/event-stream')
    expect(shop.held.subscriptions).toBe(0)
  })
})

describe('streams at a time', { timeout: 60_000 }, () => {
  it('are so many to a visitor, then 429; one that ended makes room', async () => {
    await using shop = await startCountedShop({ STREAMS_PER_VISITOR: '2' })
    const url = await shop.listen()
    const [browser, other] = [createFetchBrowser(url), createFetchBrowser(url)]
    await browser.signUp()
    await other.signUp()
    const leave = new AbortController()
    const first = await browser.request('/api/cart/events', { signal: leave.signal })
    const second = await browser.request('/api/cart/events')

    const third = await browser.request('/api/cart/events')
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429])
    expect(third.headers.get('retry-after')).toBe('10')
    expect(third.headers.get('content-type')).toContain('application/problem+json')
    expect((await other.request('/api/cart/events')).status).toBe(200)

    leave.abort()
    await expect
      .poll(async () => (await browser.request('/api/cart/events')).status, { timeout: 30_000 })
      .toBe(200)
  })

  it('are none to a guest who has no id: nobody could change that cart', async () => {
    await using shop = await startCountedShop()
    const answer = await createFetchBrowser(await shop.listen()).request('/api/cart/events')

    expect(answer.status).toBe(204)
    expect(shop.held.subscriptions).toBe(0)
  })
})
