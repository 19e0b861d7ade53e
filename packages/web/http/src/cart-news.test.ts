import { expect, it } from 'vitest'
import { createBrowser } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

it('a shop that is frozen between requests says how the cart is, asks to be asked again, and ends', async () => {
  await using shop = await startShop({ env: { BETWEEN_REQUESTS: 'frozen' } })
  const browser = createBrowser(shop.app)
  await browser.openSession()
  await browser.addToCart('green-sencha', 2)

  // A stream that stays open would never be answered here.
  const answer = await browser.get('/api/cart/events')

  expect(answer.headers['content-type']).toContain('text/event-stream')
  expect(answer.body).toMatch(/^retry: 10000\n\nevent: cart\ndata: {"revision":\d+,"units":2}\n\n/)
  expect(answer.body).toMatch(/event: ask-again\ndata: {"askAgainSeconds":10}\n\n$/)
  expect(answer.headers['cache-control']).toBe('no-store')
})
