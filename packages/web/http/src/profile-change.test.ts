import { expect, it } from 'vitest'
import { address, createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

it('removes a saved address, and leaves the rest as it is', async () => {
  await using shop = await startShop()
  const shopper = await createShopper(shop.app)
  const change = (json: object) => shopper.request('PATCH', '/api/profile', { json })
  await change({ address, displayName: 'Ada' })

  const removed = await change({ address: null })

  expect(removed.statusCode).toBe(200)
  const profile = (await shopper.get('/api/profile')).json()
  expect(profile).toMatchObject({ displayName: 'Ada' })
  expect(profile).not.toHaveProperty('address')
  expect((await change({ displayName: null })).statusCode).toBe(400)
  expect((await change({ address: {} })).statusCode).toBe(400)
})
