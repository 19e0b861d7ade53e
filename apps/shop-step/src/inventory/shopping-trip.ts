/** What a shopper does once, so that there is something to take stock of. */
import { createFetchBrowser } from '@unsticky/http/testing'

type During = <Result>(request: string, work: () => Promise<Result>) => Promise<Result>

/** Guest, account, profile, order, receipt, and a cart that is left behind; one request after the other. */
export async function shopOnce(url: string, during: During): Promise<void> {
  const shopper = createFetchBrowser(url)
  const post = (path: string, json: object) => shopper.request(path, { method: 'POST', json })
  await during('GET /api/session', () => shopper.openSession())
  await during('POST /api/cart/lines', () => shopper.addToCart('copper-kettle'))
  await during('POST /api/accounts', () => shopper.signUp())
  await during('PATCH /api/profile', () =>
    shopper.request('/api/profile', { method: 'PATCH', json: { displayName: 'Ada' } }),
  )
  await during('GET /api/cart', () => shopper.json('/api/cart'))
  const order = await during('POST /api/orders', () => shopper.checkOut('approved'))
  const { id } = (await order.json()) as { id: string }
  await during('GET /api/orders', () => shopper.request('/api/orders'))
  await during('GET /api/orders/:orderId/receipt', () => shopper.request(`/api/orders/${id}/receipt`))
  await during('POST /api/cart/lines', () => shopper.addToCart('green-sencha', 2))
  await during('POST /api/tokens', () =>
    post('/api/tokens', { email: 'nobody@example.test', password: 'wrong password 1' }),
  )
  await during('GET /api/products/:productId', () => shopper.request('/api/products/copper-kettle'))
}
