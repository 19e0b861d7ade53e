import { cartLimits } from '@unsticky/cart'
import { expect } from 'vitest'
import { freshKey, inParallel } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshGuest, freshShopper, unitsOf } from './steps.ts'

export function sharingPromises({ needs }: CartSuite) {
  needs('sharing', 'is visible to a second instance', async ({ store, reopen }) => {
    const shopper = freshShopper()
    const second = await reopen()

    const cart = await change(store, shopper, adding('kettle', 2))

    expect(await second.load(shopper)).toEqual(cart)
  })

  needs('sharing', 'keeps 50 adds by two instances at the same moment', async ({ store, reopen }) => {
    const shopper = freshShopper()
    const instances = [store, await reopen()]

    await inParallel(cartLimits.maxLines, (index) =>
      change(instances[index % 2] ?? store, shopper, adding(`product-${index}`)),
    )

    expect((await store.load(shopper)).lines).toHaveLength(cartLimits.maxLines)
  })

  needs('sharing', 'counts a key once that arrives at two instances', async ({ store, reopen }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    const instances = [store, await reopen()]

    await inParallel(10, (index) =>
      (instances[index % 2] ?? store).change(shopper, adding('kettle', 1), { key }),
    )

    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: 1 })
  })

  needs('sharing', 'merges a guest once from two instances', async ({ store, reopen }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    const instances = [store, await reopen()]
    await change(store, guest, adding('tea', 1))

    await inParallel(10, (index) => (instances[index % 2] ?? store).mergeGuest(guest, account))

    expect(unitsOf(await store.load(account))).toEqual({ tea: 1 })
  })

  needs('sharing', 'reminds once from two instances', async ({ store, reopen }) => {
    const instances = [store, await reopen()]
    const cart = await change(store, freshShopper(), adding('kettle'))

    const noted = await inParallel(6, (index) => (instances[index % 2] ?? store).markReminded(cart))

    expect(noted.filter(Boolean)).toHaveLength(1)
  })

  needs('survival', 'keeps what it acknowledged when its process ends', async (stage) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    const { cart } = await stage.store.change(shopper, adding('kettle', 2), { key })
    await stage.closeStore()

    const restarted = await stage.reopen()

    expect(await restarted.load(shopper)).toEqual(cart)
    const repeat = await restarted.change(shopper, adding('kettle', 2), { key })
    expect(repeat).toEqual({ cart, replayed: true })
  })
}
