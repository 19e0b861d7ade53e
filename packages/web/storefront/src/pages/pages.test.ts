import { UnavailableError } from '@unsticky/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startShop } from '../testing/start-shop.ts'
import { address, createVisitor } from '../testing/visitor.ts'

let shop: Awaited<ReturnType<typeof startShop>>
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.app.close())

describe('every page', () => {
  it.each([
    '/',
    '/?q=kettle',
    '/?category=Kitchen&sort=price-desc',
    '/?page=99',
    '/products/copper-kettle',
    '/cart',
    '/login',
    '/sign-up',
    '/about-state',
  ])('answers a guest at %s with one heading, a title, a language and landmarks', async (path) => {
    const answer = await createVisitor(shop.app).get(path)

    expect(answer.statusCode).toBe(200)
    expectStructure(answer.body)
  })

  it.each(['/profile', '/orders', '/cart', '/about-state'])('answers an account at %s', async (path) => {
    const visitor = createVisitor(shop.app)
    await visitor.signUp()

    const answer = await visitor.get(path)

    expect(answer.statusCode).toBe(200)
    expectStructure(answer.body)
  })

  it('is kept by no cache and allows nothing inline or from elsewhere', async () => {
    const { headers } = await createVisitor(shop.app).get('/')

    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
  })

  it('says who answered and where the cart lives', async () => {
    const { body } = await createVisitor(shop.app).get('/')

    expect(body).toMatch(/data-badge-instance[^>]*>shop-1</)
    expect(body).toMatch(/data-badge-version[^>]*>stateful</)
    expect(body).toContain(shop.adapters.carts.livesIn.name)
  })
})

describe('pages that need an account', () => {
  it.each(['/checkout', '/orders', '/orders/order_1', '/profile'])(
    'send a guest from %s to sign in',
    async (path) => {
      const answer = await createVisitor(shop.app).get(path)

      expect(answer.statusCode).toBe(302)
      expect(answer.headers.location).toBe(`/login?next=${encodeURIComponent(path)}`)
    },
  )

  it('come back after login, and only within this shop', async () => {
    const visitor = createVisitor(shop.app)

    expect((await visitor.get('/login?next=/checkout')).body).toContain('data-next="/checkout"')
    expect((await visitor.get('/login?next=//evil.example')).body).toContain('data-next="/"')
  })

  it('are not asked to sign in twice', async () => {
    const visitor = createVisitor(shop.app)
    await visitor.signUp()

    const answer = await visitor.get('/login?next=%2Forders')

    expect(answer.headers.location).toBe('/orders')
  })
})

describe('a form sent before its script came', () => {
  it.each(['/login?next=/cart', '/sign-up', '/products/copper-kettle'])(
    'does nothing and shows %s again',
    async (url) => {
      const answer = await shop.app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'email=ada%40example.org&password=secret',
      })

      expect(answer.statusCode).toBe(303)
      expect(answer.headers.location).toBe(url)
    },
  )
})

describe('from cart to order', () => {
  it("shows a guest's cart, and the same cart after sign-up", async () => {
    const visitor = createVisitor(shop.app)
    await visitor.get('/')
    await visitor.write('POST', '/api/cart/lines', { productId: 'copper-kettle', quantity: 2 })

    const asGuest = await visitor.get('/cart')
    await visitor.signUp()
    const asAccount = await visitor.get('/cart')

    for (const { body } of [asGuest, asAccount]) {
      expect(body).toMatch(/data-line="copper-kettle" data-quantity="2"/)
      expect(body).toMatch(/data-cart-count[^>]*>2</)
    }
  })

  it('shows the order that was placed to its owner and to nobody else', async () => {
    const visitor = createVisitor(shop.app)
    await visitor.signUp()
    await visitor.write('POST', '/api/cart/lines', { productId: 'copper-kettle', quantity: 1 })
    const order = { address, card: 'approved', expectedTotalCents: 2990 }
    const { id, number } = (await visitor.write('POST', '/api/orders', order)).json()
    const stranger = createVisitor(shop.app)
    await stranger.signUp()

    const own = await visitor.get(`/orders/${id}`)
    const strangers = await stranger.get(`/orders/${id}`)

    expect(own.body).toContain(`Order ${number}`)
    expectStructure(own.body)
    expect((await visitor.get('/orders')).body).toContain(number)
    expect(strangers.statusCode).toBe(404)
    expect(strangers.body).not.toContain(number)
  })

  it('leads from the checkout of an empty cart to the cart', async () => {
    const visitor = createVisitor(shop.app)
    await visitor.signUp()

    expect((await visitor.get('/checkout')).headers.location).toBe('/cart')
  })

  it('fills the checkout with the address of the profile', async () => {
    const visitor = createVisitor(shop.app)
    await visitor.signUp()
    await visitor.write('PATCH', '/api/profile', { address })
    await visitor.write('POST', '/api/cart/lines', { productId: 'copper-kettle', quantity: 1 })

    const { body } = await visitor.get('/checkout')

    expectStructure(body)
    expect(body).toContain(`value="${address.street}"`)
    expect(body).toContain('<option value="GB" selected>')
  })
})

describe('what goes wrong', () => {
  it.each(['/nothing', '/products/nothing', '/products/%3Cscript%3E', '/api-docs'])(
    'says 404 at %s as a page',
    async (path) => {
      const answer = await createVisitor(shop.app).get(path)

      expect(answer.statusCode).toBe(404)
      expectStructure(answer.body)
    },
  )

  it('leaves unknown addresses of the API to the API', async () => {
    const answer = await createVisitor(shop.app).get('/api/nothing')

    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it('shows a cart that cannot be read as unknown, never as empty', async () => {
    await using broken = await startShop(({ carts }) => ({
      carts: { ...carts, load: unavailable('cart store') } as never,
    }))
    const visitor = createVisitor(broken.app)
    await visitor.get('/') // gives the guest an id; without one there can be no cart

    const cart = await visitor.get('/cart')
    const catalogue = await visitor.get('/')

    expect(cart.statusCode).toBe(503)
    expect(cart.headers['retry-after']).toBe('2')
    expect(cart.body).toContain('Your cart cannot be read right now')
    expect(cart.body).not.toContain('empty-cart')
    expect(catalogue.statusCode).toBe(200)
    expect(catalogue.body).toMatch(/data-cart-count[^>]*>\?</)
  })

  it('does not greet as signed out whom it cannot identify', async () => {
    const get = (_id: string, done: (error: Error) => void) => done(new UnavailableError('session store'))
    await using broken = await startShop(({ sessions }) => ({
      sessions: { ...sessions, store: Object.assign(Object.create(sessions.store), { get }) },
    }))
    const visitor = createVisitor(broken.app)
    await visitor.signUp()

    const catalogue = await visitor.get('/')
    const personal = await Promise.all(['/cart', '/orders', '/profile', '/login'].map(visitor.get))

    expect(catalogue.statusCode).toBe(200)
    expect(catalogue.body).toMatch(/data-cart-count[^>]*>\?</)
    for (const { statusCode, body } of personal) {
      expect(statusCode).toBe(503)
      expectStructure(body)
      expect(body).not.toContain('Sign in')
      expect(body).not.toContain('empty-cart')
    }
  })
})

const unavailable = (service: string) => async () => {
  throw new UnavailableError(service)
}

function expectStructure(body: string) {
  expect(body).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(body).toMatch(/<title>[^<]+ · Unsticky<\/title>/)
  expect(body.match(/<h1/g)).toHaveLength(1)
  for (const landmark of ['header', 'main', 'nav', 'footer']) expect(body).toContain(`<${landmark}`)
  expect(body).toContain('href="#main"')
  // A form without a method would put what is typed into the address.
  expect(body).not.toMatch(/<form(?![^>]*\smethod=)/)
  expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/)
}
