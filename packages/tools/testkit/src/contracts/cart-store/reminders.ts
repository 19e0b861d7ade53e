import type { CartStore } from '@unsticky/cart'
import { expect } from 'vitest'
import { inParallel } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshShopper, setting } from './steps.ts'

const many = 10_000

export function reminderPromises({ promises }: CartSuite) {
  promises('finds a cart with lines that nobody touched since', async ({ store }) => {
    const shopper = freshShopper()
    const cart = await change(store, shopper, adding('kettle'))

    const [found] = await idle(store, shopper, cart.updatedAt + 1)

    expect(found).toEqual(cart)
    expect(await idle(store, shopper, cart.updatedAt - 1)).toEqual([])
  })

  promises('does not remind of an empty cart', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle'))
    const cart = await change(store, shopper, setting('kettle', 0))

    expect(await idle(store, shopper, cart.updatedAt + 1)).toEqual([])
  })

  promises('notes a reminder once, also when ten ask together', async ({ store }) => {
    const shopper = freshShopper()
    const cart = await change(store, shopper, adding('kettle'))

    const noted = await inParallel(10, () => store.markReminded(cart))

    expect(noted.filter(Boolean)).toHaveLength(1)
    expect(await store.markReminded(cart)).toBe(false)
    expect(await idle(store, shopper, cart.updatedAt + 1)).toEqual([])
  })

  promises('reminds again of a cart that changed after the reminder', async ({ store }) => {
    const shopper = freshShopper()
    const first = await change(store, shopper, adding('kettle'))
    await store.markReminded(first)

    const second = await change(store, shopper, adding('kettle'))

    expect(await idle(store, shopper, second.updatedAt + 1)).toEqual([second])
    expect(await store.markReminded(second)).toBe(true)
  })

  promises('does not take a reminder for a change', async ({ store }) => {
    const shopper = freshShopper()
    const cart = await change(store, shopper, adding('kettle'))

    await store.markReminded(cart)

    expect(await store.load(shopper)).toEqual(cart)
  })

  promises('gives at most as many as asked for', async ({ store }) => {
    const carts = await inParallel(3, () => change(store, freshShopper(), adding('kettle')))
    const before = Math.max(...carts.map((cart) => cart.updatedAt)) + 1

    expect(await store.abandoned({ before, limit: 2 })).toHaveLength(2)
  })
}

/** The idle carts of one shopper: a shared server may hold those of other tests as well. */
async function idle(store: CartStore, shopperId: string, before: number) {
  const carts = await store.abandoned({ before, limit: many })
  return carts.filter((cart) => cart.shopperId === shopperId)
}
