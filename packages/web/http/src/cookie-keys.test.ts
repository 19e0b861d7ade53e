import { describe, expect, it } from 'vitest'
import type { ShopAdapters } from './adapters.ts'
import { createBrowser, createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

/** Cookie keys that a test rotates. */
function rotatingKeys() {
  let keys = ['first-key-of-32-characters-or-more-0001']
  return {
    rotate: (next: string[]) => {
      keys = next
    },
    change: ({ cookieKeys }: ShopAdapters) => ({ cookieKeys: { ...cookieKeys, current: () => keys } }),
  }
}

const oldKey = 'first-key-of-32-characters-or-more-0001'
const newKey = 'second-key-of-32-characters-or-more-002'

describe('S8 when the cookie key is rotated', () => {
  it('keeps a login alive, signed by the newest key, also when the old key is gone', async () => {
    const keys = rotatingKeys()
    await using shop = await startShop({ change: keys.change })
    const shopper = await createShopper(shop.app)
    const before = shopper.cookies.get('session')

    keys.rotate([newKey, oldKey])
    expect((await shopper.get('/api/profile')).statusCode).toBe(200)
    expect(shopper.cookies.get('session')).not.toBe(before)
    keys.rotate([newKey])

    expect((await shopper.get('/api/profile')).statusCode).toBe(200)
  })

  it('keeps a guest’s cart and takes the CSRF token of a page that was open', async () => {
    const keys = rotatingKeys()
    await using shop = await startShop({ change: keys.change })
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle')

    keys.rotate([newKey, oldKey])
    expect((await guest.addToCart('copper-kettle')).statusCode).toBe(200)
    keys.rotate([newKey])

    expect((await guest.cart()).units).toBe(2)
  })

  it.each(['fastify-session', 'lean'])(
    'keeps a login whose session is being read at that moment (%s)',
    async (SESSION_PLUGIN) => {
      const keys = rotatingKeys()
      let whileReading = () => {}
      const change = (adapters: ShopAdapters) => {
        const { store } = adapters.sessions
        const get: typeof store.get = (id, done) =>
          store.get(id, (...found) => {
            whileReading()
            done(...found)
          })
        return { ...keys.change(adapters), sessions: { ...adapters.sessions, store: { ...store, get } } }
      }
      await using shop = await startShop({ env: { SESSION_PLUGIN }, change })
      const shopper = await createShopper(shop.app)

      whileReading = () => keys.rotate([newKey, oldKey])
      expect((await shopper.get('/api/profile')).statusCode).toBe(200)
      expect((await shopper.get('/api/profile')).statusCode).toBe(200)
      keys.rotate([newKey])

      expect((await shopper.get('/api/profile')).statusCode).toBe(200)
    },
  )

  it('refuses what an unknown key signed', async () => {
    const keys = rotatingKeys()
    await using shop = await startShop({ change: keys.change })
    const shopper = await createShopper(shop.app)

    keys.rotate([newKey])

    expect((await shopper.get('/api/profile')).statusCode).toBe(401)
  })
})
