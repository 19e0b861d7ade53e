import { cartKeySeconds, cartLimits, keptCartKeys, QuantityLimitError } from '@unsticky/cart'
import { IdempotencyKeyReusedError } from '@unsticky/kernel'
import { expect } from 'vitest'
import { freshKey, inParallel } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshShopper, setting, taking, unitsOf } from './steps.ts'

export function idempotencyPromises({ promises, needs }: CartSuite) {
  promises('counts a change once per key, however often it is sent', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]

    const first = await store.change(shopper, adding('kettle', 2), { key })
    const second = await store.change(shopper, adding('kettle', 2), { key })

    expect(first.replayed).toBe(false)
    expect(second).toEqual({ cart: first.cart, replayed: true })
  })

  promises('counts ten repeats at the same moment once', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]

    const outcomes = await inParallel(10, () => store.change(shopper, adding('kettle', 1), { key }))

    expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1)
    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: 1 })
  })

  promises('answers a repeat with the cart as it is now', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    await store.change(shopper, adding('kettle', 1), { key })
    const now = await change(store, shopper, adding('tea', 1))

    const repeat = await store.change(shopper, adding('kettle', 1), { key })

    expect(repeat).toEqual({ cart: now, replayed: true })
  })

  promises('counts every kind of change once per key', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 9))
    const line = { productId: 'tea', quantity: 4, seenPriceCents: 790, addedAt: 1 }
    const changes = [
      setting('kettle', 8),
      taking('kettle', 3),
      { kind: 'merge', lines: [line] } as const,
    ] as const

    for (const each of changes) {
      const key = freshKey()
      expect((await store.change(shopper, each, { key })).replayed).toBe(false)
      expect((await store.change(shopper, each, { key })).replayed).toBe(true)
    }

    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: 5, tea: 4 })
  })

  promises('refuses a key that comes again with another change', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    const { cart } = await store.change(shopper, adding('kettle', 1), { key })

    for (const other of [adding('kettle', 2), adding('tea', 1), setting('kettle', 1), taking('kettle', 1)]) {
      await expect(store.change(shopper, other, { key })).rejects.toThrow(IdempotencyKeyReusedError)
    }
    expect(await store.load(shopper)).toEqual(cart)
  })

  promises('takes a repeat for a repeat although the price has changed since', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    const { cart } = await store.change(shopper, adding('kettle', 1, 2990), { key })

    const repeat = await store.change(shopper, adding('kettle', 1, 3490), { key })

    expect(repeat).toEqual({ cart, replayed: true })
  })

  promises('does not use the key of a refused change up', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    await change(store, shopper, adding('kettle', cartLimits.maxQuantity))
    await expect(store.change(shopper, adding('kettle', 1), { key })).rejects.toThrow(QuantityLimitError)
    await change(store, shopper, taking('kettle', 5))

    const outcome = await store.change(shopper, adding('kettle', 1), { key })

    expect(outcome.replayed).toBe(false)
    expect(unitsOf(outcome.cart)).toEqual({ kettle: cartLimits.maxQuantity - 4 })
  })

  promises('answers a repeat as a repeat when the change would be refused by now', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    await store.change(shopper, adding('kettle', 5), { key })
    await change(store, shopper, setting('kettle', cartLimits.maxQuantity))

    const repeat = await store.change(shopper, adding('kettle', 5), { key })

    expect(repeat.replayed).toBe(true)
    expect(unitsOf(repeat.cart)).toEqual({ kettle: cartLimits.maxQuantity })
  })

  promises('keeps the keys of two shoppers apart', async ({ store }) => {
    const [anna, ben, key] = [freshShopper(), freshShopper(), freshKey()]
    await store.change(anna, adding('kettle', 1), { key })

    const outcome = await store.change(ben, adding('tea', 2), { key })

    expect(outcome.replayed).toBe(false)
    expect(unitsOf(outcome.cart)).toEqual({ tea: 2 })
  })

  promises('takes a key of 255 characters of any kind', async ({ store }) => {
    const shopper = freshShopper()
    const keys = ['x'.repeat(255), '__proto__', 'a:b}{c* \\"\'\n', '€ñ漢字😀']

    for (const key of keys) {
      expect((await store.change(shopper, adding('kettle', 1), { key })).replayed).toBe(false)
      expect((await store.change(shopper, adding('kettle', 1), { key })).replayed).toBe(true)
    }
    expect(unitsOf(await store.load(shopper))).toEqual({ kettle: keys.length })
  })

  promises('remembers the keys of the last changes, and forgets those before', async ({ store }) => {
    const shopper = freshShopper()
    const keys = Array.from({ length: keptCartKeys + 1 }, freshKey)
    // One by one: which of two changes at the same moment came last, only the store knows.
    for (const key of keys) await store.change(shopper, setting('kettle', 1), { key })

    const repeat = (key: string) => store.change(shopper, setting('kettle', 1), { key })
    expect((await repeat(keys.at(-1) ?? '')).replayed).toBe(true)
    expect((await repeat(keys[1] ?? '')).replayed).toBe(true)
    expect((await repeat(keys[0] ?? '')).replayed).toBe(false)
  })

  promises('forgets no key by a repeat, a refusal or a read', async ({ store }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    await store.change(shopper, adding('kettle', cartLimits.maxQuantity), { key })

    const refused = () => change(store, shopper, adding('kettle')).catch(() => undefined)
    for (let round = 0; round < keptCartKeys; round += 1) await refused()
    await store.load(shopper)

    const again = () => store.change(shopper, adding('kettle', cartLimits.maxQuantity), { key })
    for (let round = 0; round < 3; round += 1) expect((await again()).replayed).toBe(true)
  })

  needs('expiry', 'remembers a key for 15 minutes and not for ever', async ({ store, advance }) => {
    const [shopper, key] = [freshShopper(), freshKey()]
    await store.change(shopper, adding('kettle', 1), { key })

    await advance((cartKeySeconds - 60) * 1000)
    expect((await store.change(shopper, adding('kettle', 1), { key })).replayed).toBe(true)
    await advance((cartKeySeconds + 60) * 1000)
    expect((await store.change(shopper, adding('kettle', 1), { key })).replayed).toBe(false)
  })
}
