import { CartFullError, cartLimits, emptyCart, QuantityLimitError } from '@unsticky/cart'
import { expect } from 'vitest'
import { expectUnavailable } from '../unavailable.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshGuest, freshShopper, setting, taking, unitsOf } from './steps.ts'

export function basicPromises({ promises, needs }: CartSuite) {
  promises('answers with an empty cart for a shopper nobody wrote for', async ({ store }) => {
    const shopper = freshShopper()

    expect(await store.load(shopper)).toEqual(emptyCart(shopper))
  })

  promises('loads what was added, with the price seen', async ({ store }) => {
    const shopper = freshShopper()

    const changed = await change(store, shopper, adding('kettle', 2, 2990))

    expect(changed.lines).toMatchObject([{ productId: 'kettle', quantity: 2, seenPriceCents: 2990 }])
    expect(await store.load(shopper)).toEqual(changed)
  })

  promises('keeps the lines in the order in which they came', async ({ store }) => {
    const shopper = freshShopper()

    for (const productId of ['tea', 'apron', 'kettle', 'bowl'])
      await change(store, shopper, adding(productId))
    const cart = await change(store, shopper, adding('apron'))

    expect(cart.lines.map((line) => line.productId)).toEqual(['tea', 'apron', 'kettle', 'bowl'])
  })

  promises('sets the units of a line, and removes it at 0', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 2))
    await change(store, shopper, adding('tea', 1))

    expect(unitsOf(await change(store, shopper, setting('kettle', 7)))).toEqual({ kettle: 7, tea: 1 })
    expect(unitsOf(await change(store, shopper, setting('kettle', 0)))).toEqual({ tea: 1 })
  })

  promises('does not make a line by setting one that is not there', async ({ store }) => {
    const shopper = freshShopper()

    await change(store, shopper, setting('kettle', 3))

    expect((await store.load(shopper)).lines).toEqual([])
  })

  promises('takes bought units and leaves what was added meanwhile', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 2))
    await change(store, shopper, adding('tea', 1))
    await change(store, shopper, adding('kettle', 3))

    await change(store, shopper, { kind: 'take', lines: [{ productId: 'kettle', quantity: 2 }] })
    const cart = await change(store, shopper, taking('tea', 5))

    expect(unitsOf(cart)).toEqual({ kettle: 3 })
  })

  promises('refuses more units than a cart may hold, and changes nothing', async ({ store }) => {
    const shopper = freshShopper()
    const before = await change(store, shopper, adding('kettle', cartLimits.maxQuantity))

    await expect(change(store, shopper, adding('kettle', 1))).rejects.toThrow(QuantityLimitError)
    await expect(change(store, shopper, setting('kettle', cartLimits.maxQuantity + 1))).rejects.toThrow(
      QuantityLimitError,
    )
    expect(await store.load(shopper)).toEqual(before)
  })

  promises('refuses more lines than a cart may hold, and changes nothing', async ({ store }) => {
    const shopper = freshShopper()
    for (let index = 0; index < cartLimits.maxLines; index += 1)
      await change(store, shopper, adding(`product-${index}`))

    await expect(change(store, shopper, adding('one-too-many'))).rejects.toThrow(CartFullError)
    const cart = await change(store, shopper, adding('product-0'))

    expect(cart.lines).toHaveLength(cartLimits.maxLines)
    expect(unitsOf(cart)['product-0']).toBe(2)
  })

  promises('counts the revision up by one with every change', async ({ store }) => {
    const shopper = freshShopper()

    const first = await change(store, shopper, adding('kettle'))
    const second = await change(store, shopper, setting('kettle', 3))
    const third = await change(store, shopper, taking('kettle', 3))

    expect([first.revision, second.revision, third.revision]).toEqual([1, 2, 3])
    expect((await store.load(shopper)).revision).toBe(3)
  })

  promises('keeps the carts of two shoppers apart', async ({ store }) => {
    const [anna, ben] = [freshShopper(), freshShopper()]

    await change(store, anna, adding('kettle', 1))
    await change(store, ben, adding('tea', 2))

    expect(unitsOf(await store.load(anna))).toEqual({ kettle: 1 })
    expect(unitsOf(await store.load(ben))).toEqual({ tea: 2 })
  })

  needs('copies', 'hands out copies, not the stored cart', async ({ store }) => {
    const shopper = freshShopper()
    const changed = await change(store, shopper, adding('kettle', 1))
    const loaded = await store.load(shopper)

    Object.assign(changed.lines[0] as object, { quantity: 99 })
    Object.assign(loaded, { lines: [] })

    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: 1 })
  })

  needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
    const { store, breakService } = stage
    const shopper = freshShopper()
    const cart = await change(store, shopper, adding('kettle', 1))
    await breakService()

    await expectUnavailable([
      () => store.load(shopper),
      () => change(store, shopper, adding('kettle', 1)),
      () => store.mergeGuest(freshGuest(), shopper),
      () => store.abandoned({ before: 0, limit: 1 }),
      () => store.markReminded(cart),
    ])
  })
}
