import { cartLimits } from '@unsticky/cart'
import { expect } from 'vitest'
import { freshKey, inParallel } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshGuest, freshShopper, unitsOf } from './steps.ts'

export function mergePromises({ promises }: CartSuite) {
  promises('moves the lines of the guest, and the guest has none afterwards', async ({ store }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    await change(store, account, adding('tea', 1, 790))
    await change(store, guest, adding('kettle', 2, 2990))
    await change(store, guest, adding('tea', 3, 890))

    const merged = await store.mergeGuest(guest, account)

    expect(merged).toMatchObject({ shopperId: account })
    expect(unitsOf(merged)).toEqual({ tea: 4, kettle: 2 })
    expect(await store.load(account)).toEqual(merged)
    expect((await store.load(guest)).lines).toEqual([])
  })

  promises('merges exactly once, also called ten times together and again', async ({ store }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    await change(store, account, adding('tea', 1))
    await change(store, guest, adding('tea', 1))
    await change(store, guest, adding('kettle', 1))

    await inParallel(10, () => store.mergeGuest(guest, account))
    const again = await store.mergeGuest(guest, account)

    expect(unitsOf(again)).toEqual({ tea: 2, kettle: 1 })
  })

  promises('neither loses nor doubles what the guest adds meanwhile', async ({ store }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    await change(store, guest, adding('tea', 1))

    const adds = inParallel(18, (index) => change(store, guest, adding(index % 2 ? 'tea' : 'kettle')))
    const merges = inParallel(10, () => store.mergeGuest(guest, account))
    await Promise.all([adds, merges])
    const merged = await store.mergeGuest(guest, account)

    expect(unitsOf(merged)).toEqual({ tea: 10, kettle: 9 })
    expect((await store.load(guest)).lines).toEqual([])
  })

  promises('starts a new cart for a guest who comes back, and merges that as well', async ({ store }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    await change(store, guest, adding('tea', 1))
    await store.mergeGuest(guest, account)

    const second = await change(store, guest, adding('tea', 2))
    const merged = await store.mergeGuest(guest, account)

    expect(unitsOf(second)).toEqual({ tea: 2 })
    expect(unitsOf(merged)).toEqual({ tea: 3 })
  })

  promises("does not count a guest's add again that is repeated after the merge", async ({ store }) => {
    const [guest, account, key] = [freshGuest(), freshShopper(), freshKey()]
    await store.change(guest, adding('tea', 1), { key })
    await store.mergeGuest(guest, account)

    const repeat = await store.change(guest, adding('tea', 1), { key })
    const merged = await store.mergeGuest(guest, account)

    expect(repeat.replayed).toBe(true)
    expect(unitsOf(merged)).toEqual({ tea: 1 })
  })

  promises('merges the carts of two guests into one account', async ({ store }) => {
    const [phone, laptop, account] = [freshGuest(), freshGuest(), freshShopper()]
    await change(store, phone, adding('tea', 1))
    await change(store, laptop, adding('tea', 2))

    await Promise.all([store.mergeGuest(phone, account), store.mergeGuest(laptop, account)])

    expect(unitsOf(await store.load(account))).toEqual({ tea: 3 })
  })

  promises('gives the cart of the account when the guest has none', async ({ store }) => {
    const account = freshShopper()
    await change(store, account, adding('tea', 1))

    expect(unitsOf(await store.mergeGuest(freshGuest(), account))).toEqual({ tea: 1 })
  })

  promises('cuts a merge at the most units instead of refusing the login', async ({ store }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    await change(store, account, adding('tea', cartLimits.maxQuantity - 1))
    await change(store, guest, adding('tea', 5))

    expect(unitsOf(await store.mergeGuest(guest, account))).toEqual({ tea: cartLimits.maxQuantity })
  })

  promises('cuts a merge at the most lines instead of refusing the login', async ({ store }) => {
    const [guest, account] = [freshGuest(), freshShopper()]
    for (let index = 1; index < cartLimits.maxLines; index += 1)
      await change(store, account, adding(`product-${index}`))
    for (const productId of ['tea', 'kettle']) await change(store, guest, adding(productId))

    const merged = await store.mergeGuest(guest, account)

    expect(merged.lines).toHaveLength(cartLimits.maxLines)
    expect(unitsOf(merged)).toMatchObject({ tea: 1 })
  })
}
