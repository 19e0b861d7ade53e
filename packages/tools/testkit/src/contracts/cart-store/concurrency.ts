import { CartFullError, cartLimits, QuantityLimitError } from '@unsticky/cart'
import { expect } from 'vitest'
import { inParallel } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshShopper, taking, unitsOf } from './steps.ts'

export function concurrencyPromises({ promises }: CartSuite) {
  promises('keeps 50 adds of different products at the same moment', async ({ store }) => {
    const shopper = freshShopper()

    await inParallel(cartLimits.maxLines, (index) => change(store, shopper, adding(`product-${index}`)))

    const cart = await store.load(shopper)
    expect(cart.lines).toHaveLength(cartLimits.maxLines)
    expect(cart.revision).toBe(cartLimits.maxLines)
  })

  promises('keeps 20 adds to one line at the same moment', async ({ store }) => {
    const shopper = freshShopper()

    const carts = await inParallel(cartLimits.maxQuantity, () => change(store, shopper, adding('kettle')))

    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: cartLimits.maxQuantity })
    expect(new Set(carts.map((cart) => cart.revision)).size).toBe(cartLimits.maxQuantity)
  })

  promises('lets exactly as many units in as fit, whoever comes first', async ({ store }) => {
    const shopper = freshShopper()

    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, () => change(store, shopper, adding('kettle'))),
    )

    const refused = attempts.filter((attempt) => attempt.status === 'rejected')
    expect(refused).toHaveLength(30 - cartLimits.maxQuantity)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(QuantityLimitError)
    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: cartLimits.maxQuantity })
  })

  promises('lets exactly as many lines in as fit, whoever comes first', async ({ store }) => {
    const shopper = freshShopper()

    const attempts = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => change(store, shopper, adding(`product-${index}`))),
    )

    const refused = attempts.filter((attempt) => attempt.status === 'rejected')
    expect(refused).toHaveLength(60 - cartLimits.maxLines)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(CartFullError)
    expect((await store.load(shopper)).lines).toHaveLength(cartLimits.maxLines)
  })

  promises('loses nothing when units are taken while others are added', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 10))

    await inParallel(20, (index) =>
      change(store, shopper, index % 2 ? adding('kettle') : taking('kettle', 1)),
    )

    const cart = await store.load(shopper)
    expect(unitsOf(cart)).toEqual({ kettle: 10 })
    expect(cart.revision).toBe(21)
  })
}
