import { describe, expect, it } from 'vitest'
import { allParts, readParts, type ShopPart, shopParts } from './shop-parts.ts'
import { listOperations } from './testing/api-operations.ts'
import { startShop } from './testing/start-shop.ts'

const pathsOf = async (SHOP_PARTS: string) => {
  const shop = await startShop({ env: { SHOP_PARTS } })
  const operations = await listOperations(shop.app)
  await shop.app.close()
  return operations.map(({ method, path }) => `${method} ${path}`)
}

const isPathOf = (part: ShopPart) => (operation: string) => {
  const path = operation.split(' ')[1] ?? ''
  return shopParts[part].some((prefix) => path === prefix || path.startsWith(`${prefix}/`))
}

describe('the parts of the shop', () => {
  it('are the whole shop together, and no route belongs to two', async () => {
    const shared = await pathsOf('pages')
    const separate = await Promise.all(allParts.filter((part) => part !== 'pages').map(pathsOf))

    const own = separate.flatMap((paths) => paths.filter((path) => !shared.includes(path)))
    expect([...own, ...shared].toSorted()).toEqual((await pathsOf('all')).toSorted())
    expect(new Set(own).size).toBe(own.length)
  })

  it.each(['catalogue', 'cart', 'accounts', 'orders'] as const)(
    'have the paths that lead to them: %s',
    async (part) => {
      const shared = await pathsOf('pages')
      const own = (await pathsOf(part)).filter((path) => !shared.includes(path))

      expect(own.length).toBeGreaterThan(0)
      expect(own.filter((path) => !isPathOf(part)(path))).toEqual([])
    },
  )

  it('answer 404 for what another part does', async () => {
    await using shop = await startShop({ env: { SHOP_PARTS: 'cart' } })

    expect((await shop.app.inject('/api/cart')).statusCode).toBe(200)
    expect((await shop.app.inject('/api/products')).statusCode).toBe(404)
  })

  it('are named in the message when a setting names another', () => {
    expect(() => readParts('cart,kart')).toThrow('some of catalogue, cart, accounts, orders, pages')
    expect([...readParts('cart, orders')]).toEqual(['cart', 'orders'])
  })
})
