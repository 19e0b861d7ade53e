import { expect } from 'vitest'
import type { Behaviours } from './behaviour.ts'

export const edge: Behaviours = {
  'shows the catalogue, searched and sorted, and its pages': async ({ device }) => {
    const guest = device()
    const found = await guest.json<{ products: { id: string }[]; total: number }>('/api/products?q=kettle')

    expect(found.products.map(({ id }) => id)).toContain('copper-kettle')
    expect(await (await guest.request('/products/copper-kettle')).text()).toContain('Copper Kettle')
    expect((await guest.request('/api/products/nothing')).status).toBe(404)
  },

  'takes writes from its own pages only': async ({ device }) => {
    const guest = device()
    const json = { productId: 'copper-kettle', quantity: 1 }
    const add = (headers: Record<string, string>) =>
      guest.request('/api/cart/lines', { method: 'POST', json, headers })

    const withoutToken = await add({})
    const fromElsewhere = await add({ 'sec-fetch-site': 'cross-site' })

    expect([withoutToken.status, fromElsewhere.status]).toEqual([403, 403])
  },

  'refuses what nobody thought of, and says so as a problem': async ({ device }) => {
    const guest = device()
    const json = { email: 'nobody@example.test', password: 'x', role: 'admin' }

    const answer = await guest.request('/api/tokens', { method: 'POST', json })

    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'SHOP_INVALID_REQUEST' }])
  },

  'asks who is not signed in to sign in': async ({ device }) => {
    const guest = device()

    const data = await guest.request('/api/orders')
    const page = await guest.request('/orders')

    expect(data.status).toBe(401)
    expect([page.status, page.headers.get('location')]).toEqual([302, '/login?next=%2Forders'])
  },
}
