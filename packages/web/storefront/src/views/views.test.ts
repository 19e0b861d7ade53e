import { describe, expect, it } from 'vitest'
import { renderPage } from '../render-page.ts'
import {
  sampleAddress,
  sampleCart,
  sampleLine,
  sampleOrder,
  sampleProduct,
  sampleShell,
} from '../testing/sample-models.ts'
import { cartPage } from './cart.ts'
import { cataloguePage } from './catalogue.ts'
import { checkoutPage } from './checkout.ts'
import { errorPage } from './error.ts'
import { loginPage } from './login.ts'
import { orderPage } from './order.ts'
import { ordersPage } from './orders.ts'
import { productPage } from './product.ts'
import { profilePage } from './profile.ts'
import type { Page } from './shell.ts'

const hostile = `"'><script>alert(1)</script>\u2028&amp;<img src=x onerror=alert(2)>`
const profile = { accountId: 'a', email: 'ada@example.org', displayName: hostile, updatedAt: 0 }
const found = (name: string) => ({ products: [sampleProduct(name)], total: 1, page: 1, pages: 2 })

describe('hostile text in a page', () => {
  it.each<[string, Page]>([
    ['product', productPage({ product: sampleProduct(hostile), stock: 3 })],
    [
      'catalogue',
      cataloguePage({
        query: { q: hostile, category: hostile },
        categories: [{ name: hostile, products: 1 }],
        found: found(hostile),
      }),
    ],
    ['cart', cartPage(sampleCart([sampleLine({ name: hostile, productId: hostile })]))],
    [
      'checkout',
      checkoutPage({ cart: sampleCart([sampleLine({ name: hostile })]), address: sampleAddress(hostile) }),
    ],
    ['profile', profilePage({ ...profile, address: sampleAddress(hostile), pictureKey: hostile })],
    ['order', orderPage({ order: sampleOrder(hostile), isNew: false })],
    ['orders', ordersPage({ orders: [{ ...sampleOrder(), number: hostile, id: hostile }], next: hostile })],
    ['login', loginPage({ next: hostile })],
    ['error', errorPage({ status: 503, path: `/${hostile}` })],
  ])('stays text in the %s page', (_name, page) => {
    const text = renderPage(sampleShell({ accountName: hostile }), page)

    expect(text).toContain('&quot;')
    expect(text).not.toContain('<script>')
    expect(text).not.toContain('<img src=x')
    // Every quote of the hostile text is escaped, so it cannot end an attribute and start its own.
    expect(text).not.toContain(`"'>`)
  })
})

describe('the cart in the header', () => {
  it('shows the units', () => {
    const text = renderPage(sampleShell({ cartUnits: 0 }), ordersPage({ orders: [] }))

    expect(text).toMatch(/data-cart-count[^>]*>0</)
  })

  it('does not show an unreadable cart as an empty one', () => {
    const text = renderPage(sampleShell({ cartUnits: undefined }), errorPage(cartDown))

    expect(text).toMatch(/data-cart-count[^>]*>\?</)
    expect(text).toContain('items unknown right now')
    expect(text).not.toContain('Your cart is empty')
    expect(text).toContain('Your cart cannot be read right now')
  })

  it('names the service that does not answer, which need not be the one that keeps carts', () => {
    const text = renderPage(
      sampleShell({ cartUnits: undefined }),
      errorPage({ ...cartDown, service: 'session store' }),
    )

    expect(text).toContain('The session store does not answer.')
  })
})

const cartDown = { status: 503, service: 'cart store', path: '/cart' }

describe('checkout', () => {
  it('asks to agree to a changed price', () => {
    const line = sampleLine({ isPriceChanged: true, seenPriceCents: 1990 })

    const text = renderPage(sampleShell(), checkoutPage({ cart: sampleCart([line]), address: undefined }))

    expect(text).toContain('the total was €39.80 and is now €59.80')
    expect(text).toMatch(/id="agree"[^>]*required(?![^>]*disabled)/)
  })

  it('asks nothing when the price is the one that was seen', () => {
    const text = renderPage(
      sampleShell(),
      checkoutPage({ cart: sampleCart([sampleLine()]), address: undefined }),
    )

    expect(text).toMatch(/data-agree[= ][^>]*hidden/)
    expect(text).toMatch(/id="agree"[^>]*disabled/)
  })
})

describe('errors of fields', () => {
  it('have a place that the field names', () => {
    const text = renderPage(sampleShell(), loginPage({ next: '/' }))

    for (const [, ids] of text.matchAll(/aria-describedby="([^"]+)"/g)) {
      for (const id of String(ids).split(' ')) expect(text).toContain(`id="${id}"`)
    }
    expect(text.match(/aria-describedby/g)).toHaveLength(2)
  })
})
