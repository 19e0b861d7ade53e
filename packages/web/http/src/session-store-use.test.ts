import type { SessionStore } from '@fastify/session'
import { describe, expect, it } from 'vitest'
import type { ShopAdapters } from './adapters.ts'
import { createBrowser, createShopper } from './testing/browser.ts'
import { startShop as startAnyShop } from './testing/start-shop.ts'

/** Counts what reaches the session store. */
function countedSessions({ sessions }: ShopAdapters, calls: string[]) {
  const store: SessionStore = {
    get: (id, done) => {
      calls.push('get')
      sessions.store.get(id, done)
    },
    set: (id, session, done) => {
      calls.push('set')
      sessions.store.set(id, session, done)
    },
    destroy: (id, done) => {
      calls.push('destroy')
      sessions.store.destroy(id, done)
    },
  }
  return { sessions: { ...sessions, store } }
}

type TestShopOptions = NonNullable<Parameters<typeof startAnyShop>[0]>

describe.each(['fastify-session', 'lean'])('the session store, asked by the plugin %s,', (plugin) => {
  const startShop = (options: TestShopOptions) =>
    startAnyShop({ ...options, env: { SESSION_PLUGIN: plugin } })

  it.each([
    '/livez',
    '/readyz',
    '/metrics',
    '/openapi.json',
    '/api/state',
    '/api/products',
    '/api/categories',
    '/api/products/copper-kettle',
    '/api/products/copper-kettle/picture.svg',
  ])('S12 is not asked by %s, even with a session cookie, and no cookie is set', async (url) => {
    const calls: string[] = []
    await using shop = await startShop({ change: (adapters) => countedSessions(adapters, calls) })
    const shopper = await createShopper(shop.app)
    calls.length = 0

    const answer = await shopper.get(url)

    expect(calls).toEqual([])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('is read once and never written by what a shopper does between login and logout', async () => {
    const calls: string[] = []
    await using shop = await startShop({ change: (adapters) => countedSessions(adapters, calls) })
    const shopper = await createShopper(shop.app)
    calls.length = 0

    await shopper.addToCart('copper-kettle')
    await shopper.cart()
    await shopper.get('/api/profile')

    expect(calls).toEqual(['get', 'get', 'get'])
  })

  it('hears nothing of a guest', async () => {
    const calls: string[] = []
    await using shop = await startShop({ change: (adapters) => countedSessions(adapters, calls) })
    const guest = createBrowser(shop.app)

    await guest.openSession()
    await guest.addToCart('copper-kettle')

    expect(calls).toEqual([])
  })

  it('is not asked for a Bearer token, whatever cookie comes along', async () => {
    const calls: string[] = []
    await using shop = await startShop({ change: (adapters) => countedSessions(adapters, calls) })
    const shopper = await createShopper(shop.app)
    calls.length = 0

    const answer = await shopper.get('/api/cart', { authorization: 'Bearer made-up' })

    expect(answer.statusCode).toBe(401)
    expect(calls).toEqual([])
  })
})

describe('H20 what one shopper sees', () => {
  it.each([
    '/api/profile/x.css',
    '/api/cart/x.js',
    '/api/session/a.png',
    '/api/profile%2Fx.css',
    '/api/profile;x.css',
    '/api/profile%00.css',
  ])('is not found under %s, where a cache would keep it', async (url) => {
    await using shop = await startAnyShop()
    const shopper = await createShopper(shop.app)

    const answer = await shopper.get(url)

    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).not.toContain(shopper.email)
  })
})
