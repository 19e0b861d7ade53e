import { InvalidInputError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { addToCart, setQuantity } from './add-to-cart.ts'
import { emptyCart } from './cart.ts'
import type { CartChange } from './cart-change.ts'
import { ProductUnavailableError, UnknownProductError } from './errors.ts'

const anna = 'account_anna'

describe('addToCart', () => {
  it('hands the change to the store with the price of the catalogue, and tells the devices', async () => {
    const shop = openShop()

    await addToCart(shop, anna, { productId: 'kettle', quantity: 2, key: 'key-1' })

    expect(shop.changes).toEqual([{ kind: 'add', productId: 'kettle', quantity: 2, priceCents: 2990 }])
    expect(shop.published).toEqual([{ revision: 5, units: 2 }])
  })

  it('tells nobody of a repeat', async () => {
    const shop = openShop({ replayed: true })

    const outcome = await addToCart(shop, anna, { productId: 'kettle', quantity: 2, key: 'key-1' })

    expect(outcome.replayed).toBe(true)
    expect(shop.published).toEqual([])
  })

  it('does not fail when the devices cannot be told', async () => {
    const shop = openShop({ isDeaf: true })

    const outcome = await addToCart(shop, anna, { productId: 'kettle', quantity: 1, key: 'key-1' })

    expect(outcome.cart.revision).toBe(5)
  })

  it('refuses a product that is unknown or not for sale, before the store is asked', async () => {
    const shop = openShop()
    const add = (productId: string) => addToCart(shop, anna, { productId, quantity: 1, key: 'key-1' })

    await expect(add('ghost')).rejects.toThrow(UnknownProductError)
    await expect(add('old-kettle')).rejects.toThrow(ProductUnavailableError)
    expect(shop.changes).toEqual([])
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses %s units',
    async (quantity) => {
      const shop = openShop()

      const adding = addToCart(shop, anna, { productId: 'kettle', quantity, key: 'key-1' })

      await expect(adding).rejects.toThrow(InvalidInputError)
      expect(shop.changes).toEqual([])
    },
  )
})

describe('setQuantity', () => {
  it('sets and removes without asking the catalogue: a product that is gone can be taken out', async () => {
    const shop = openShop()

    await setQuantity(shop, anna, { productId: 'ghost', quantity: 0, key: 'key-1' })

    expect(shop.changes).toEqual([{ kind: 'set', productId: 'ghost', quantity: 0 }])
  })

  it('refuses less than nothing', async () => {
    const setting = setQuantity(openShop(), anna, { productId: 'kettle', quantity: -1, key: 'key-1' })

    await expect(setting).rejects.toThrow(InvalidInputError)
  })
})

/** A store that writes down what it is asked; the rules of stores are the contract suite's affair. */
function openShop({ replayed = false, isDeaf = false } = {}) {
  const changes: CartChange[] = []
  const published: unknown[] = []
  const livesIn = { kind: 'shared', name: 'this test' } as const
  const line = { productId: 'kettle', quantity: 2, seenPriceCents: 2990, addedAt: 1 }
  const cart = { ...emptyCart(anna), lines: [line], revision: 5 }
  const unused = async () => {
    throw new Error('The use case does not need this')
  }
  const carts = {
    livesIn,
    load: unused,
    mergeGuest: unused,
    abandoned: unused,
    markReminded: unused,
    close: unused,
    async change(_shopperId: string, change: CartChange) {
      changes.push(change)
      return { cart, replayed }
    },
  }
  const events = {
    livesIn,
    subscribe: unused,
    close: unused,
    async publish(_shopperId: string, event: unknown) {
      if (isDeaf) throw new Error('nobody there')
      published.push(event)
    },
  }
  const products = [
    { id: 'kettle', priceCents: 2990, isForSale: true },
    { id: 'old-kettle', priceCents: 1990, isForSale: false },
  ]
  const findProduct = async (id: string) => products.find((product) => product.id === id)
  return { changes, published, carts, events, findProduct }
}
