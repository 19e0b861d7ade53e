/** What the shop says when a backing service does not answer. The services themselves are killed and frozen elsewhere. */
import { UnavailableError } from '@unsticky/kernel'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import type { ShopAdapters } from './adapters.ts'
import { createBrowser, createShopper, goodPassword } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

/** An adapter whose service can be taken away; then every call is the error that its port promises. */
function breakable<Port extends keyof ShopAdapters>(port: Port, service: string) {
  let isGone = false
  const guard = (target: object): object =>
    new Proxy(target, {
      get(object, name) {
        const value = Reflect.get(object, name)
        if (name === 'store') return guardCallbacks(value)
        if (typeof value !== 'function' || name === 'close') return value
        return async (...args: unknown[]) => {
          if (isGone) throw new UnavailableError(service)
          return value(...args)
        }
      },
    })
  const guardCallbacks = (store: Record<string, (...args: unknown[]) => void>) =>
    new Proxy(store, {
      get(object, name: string) {
        const method = object[name]
        if (!method) return undefined
        return (...args: unknown[]) => {
          const done = args.at(-1) as (error: Error) => void
          return isGone ? done(new UnavailableError(service)) : method(...args)
        }
      },
    })
  return {
    change: (adapters: ShopAdapters) => ({ [port]: guard(adapters[port]) }) as Partial<ShopAdapters>,
    goAway: () => {
      isGone = true
    },
    comeBack: () => {
      isGone = false
    },
  }
}

const unavailable = { statusCode: 503, code: 'SHOP_UNAVAILABLE', retryAfter: '2' }
const summaryOf = ({ statusCode, headers, json }: Awaited<ReturnType<FastifyInstance['inject']>>) => ({
  statusCode,
  code: json().code,
  retryAfter: headers['retry-after'],
})

describe('without the cart store', () => {
  it('R13 a cart is a 503 with Retry-After, never an empty one, and comes back whole', async () => {
    const carts = breakable('carts', 'cart store')
    await using shop = await startShop({ change: carts.change })
    const shopper = await createShopper(shop.app)
    await shopper.addToCart('copper-kettle', 2)

    carts.goAway()
    expect(summaryOf(await shopper.get('/api/cart'))).toEqual(unavailable)
    expect(summaryOf(await shopper.addToCart('copper-kettle'))).toEqual(unavailable)
    carts.comeBack()

    expect((await shopper.cart()).units).toBe(2)
  })
})

describe('R14 without any store', () => {
  it('an instance stays ready and alive, and shows the catalogue that it has', async () => {
    const ports = ['catalog', 'carts', 'sessions', 'profiles', 'orders', 'rateLimiter', 'leases'] as const
    const stores = ports.map((port) => breakable(port, port))
    const change = (adapters: ShopAdapters) =>
      Object.assign({}, ...stores.map((store) => store.change(adapters))) as Partial<ShopAdapters>
    await using shop = await startShop({ change })
    await shop.app.shop.catalogue()
    shop.app.health.becomeReady()
    for (const store of stores) store.goAway()
    shop.passTime(60)

    for (const url of ['/readyz', '/livez', '/api/products', '/api/categories', '/api/session'])
      expect([url, (await shop.app.inject(url)).statusCode]).toEqual([url, 200])
  })
})

describe('without the session store', () => {
  const pages = async (app: FastifyInstance) => {
    app.get('/', async ({ visitor }) => ({ isKnown: visitor !== null }))
  }

  it('R12 who has a session gets a 503; the catalogue, its page and guests go on', async () => {
    const sessions = breakable('sessions', 'session store')
    await using shop = await startShop({ change: sessions.change, pages })
    const [shopper, guest] = [await createShopper(shop.app), createBrowser(shop.app)]
    await guest.openSession()
    sessions.goAway()

    expect(summaryOf(await shopper.get('/api/cart'))).toEqual(unavailable)
    expect(summaryOf(await shopper.logOut())).toEqual(unavailable)
    expect((await shopper.get('/api/products')).statusCode).toBe(200)
    expect((await shopper.get('/')).json()).toEqual({ isKnown: false })
    expect((await guest.addToCart('copper-kettle')).statusCode).toBe(200)
  })

  it('R12 nobody is signed out by it: the same cookie works when the store is back', async () => {
    const sessions = breakable('sessions', 'session store')
    await using shop = await startShop({ change: sessions.change, pages })
    const shopper = await createShopper(shop.app)

    sessions.goAway()
    await shopper.get('/api/cart')
    await shopper.get('/')
    sessions.comeBack()

    expect((await shopper.get('/api/session')).json().signedIn).toBe(true)
  })

  it('a login is a 503 and not half a login', async () => {
    const sessions = breakable('sessions', 'session store')
    await using shop = await startShop({ change: sessions.change })
    const [{ email }, phone] = [await createShopper(shop.app), createBrowser(shop.app)]
    await phone.openSession()
    sessions.goAway()

    expect(summaryOf(await phone.logIn(email))).toEqual(unavailable)
    expect(phone.cookies.has('session')).toBe(false)
  })
})

describe('without the catalogue store', () => {
  it('the last copy is served, and the stock is honestly a 503', async () => {
    const catalog = breakable('catalog', 'catalogue')
    await using shop = await startShop({ change: catalog.change })
    const guest = createBrowser(shop.app)
    await guest.openSession()
    await guest.addToCart('copper-kettle')
    catalog.goAway()
    shop.passTime(40)

    expect((await guest.get('/api/products')).json().total).toBeGreaterThan(100)
    expect(summaryOf(await guest.get('/api/products/copper-kettle'))).toEqual(unavailable)
    const [line] = (await guest.cart()).lines
    expect(line).toMatchObject({ quantity: 1, priceCents: 2990 })
    expect(line).not.toHaveProperty('unitsLeft')
  })
})

describe('without the file store', () => {
  it('R29 a picture is a 503 and the profile is as before', async () => {
    const files = breakable('files', 'file store')
    await using shop = await startShop({ change: files.change })
    const shopper = await createShopper(shop.app)
    files.goAway()

    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWM4EaCBFTEMLQkAaplQAdEjY8UAAAAASUVORK5CYII=',
      'base64',
    )
    const headers = { 'content-type': 'image/png' }
    const answer = await shopper.request('PUT', '/api/profile/picture', { payload: png, headers })

    expect(summaryOf(answer)).toEqual(unavailable)
    expect((await shopper.get('/api/profile')).json().hasPicture).toBe(false)
  })
})

describe.each(['fastify-session', 'lean'])(
  'a login during which the session store is away for a moment (%s)',
  (plugin) => {
    it('can be sent again as it was, also when the first try has signed in after all', async () => {
      let isAway = false
      const change = ({ sessions }: ShopAdapters) => {
        const set: typeof sessions.store.set = (id, session, done) => {
          if (!isAway || !session.accountId) return sessions.store.set(id, session, done)
          isAway = false
          done(new UnavailableError('session store'))
        }
        return { sessions: { ...sessions, store: { ...sessions.store, set } } }
      }
      await using shop = await startShop({ env: { SESSION_PLUGIN: plugin }, change })
      const { email } = await createShopper(shop.app)
      const phone = createBrowser(shop.app)
      await phone.openSession()
      const logIn = () => phone.request('POST', '/api/session', { json: { email, password: goodPassword } })

      isAway = true
      const first = await logIn()
      const second = await logIn()

      expect([first.statusCode, second.statusCode]).toEqual([503, 200])
      expect((await phone.get('/api/profile')).json().email).toBe(email)
    })
  },
)
