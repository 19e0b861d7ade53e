import type { CartRecord, CartStore } from '@unsticky/cart'
import { type Archive, IdempotencyKeyReusedError } from '@unsticky/kernel'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshKey } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { adding, change, freshShopper, unitsOf } from './cart-store/steps.ts'

interface ArchivedCarts {
  readonly carts: CartStore
  readonly archive: Archive<CartRecord>
  close(): Promise<void>
}

/** What a move relies on: `archive.port.ts` for carts. Records come from the store's own archive, as in a move back. */
export function describeCartArchive(name: string, harness: Harness<ArchivedCarts>): void {
  describe(`CartArchive contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises } = createSuite(harness)

    promises('gives back the cart that was written, and goes on from its revision', async ({ store }) => {
      const { carts, archive } = store
      const plain = recordOf(freshShopper(), { revision: 7, productIds: ['tea', 'apron', 'kettle'] })
      const pendingOrders = [{ orderId: 'order_1', since: 1_790_000_000_400 }]
      const record = { ...plain, cart: { ...plain.cart, pendingOrders } }

      await archive.write(record)

      expect(await carts.load(record.cart.shopperId)).toEqual(record.cart)
      const next = await change(carts, record.cart.shopperId, adding('bowl'))
      expect(next.revision).toBe(8)
      expect(next.lines.map(({ productId }) => productId)).toEqual(['tea', 'apron', 'kettle', 'bowl'])
    })

    promises('reads the whole record, alone and among all', async ({ store }) => {
      const { carts, archive } = store
      const shopper = freshShopper()
      await carts.change(shopper, adding('kettle', 2), { key: freshKey() })
      await carts.change(shopper, adding('tea', 1), { key: freshKey() })

      const record = await archive.read(shopper)

      expect(record).toMatchObject({ cart: await carts.load(shopper), remindedRevision: 0 })
      expect(record?.appliedKeys).toHaveLength(2)
      const all = await Array.fromAsync(archive.all())
      const found = all.filter(({ cart }) => cart.shopperId === shopper)
      expect(found.map(({ cart }) => cart)).toEqual([record?.cart])
      expect(await archive.read(freshShopper())).toBeUndefined()
    })

    promises('never puts an older copy over a newer cart', async ({ store }) => {
      const { carts, archive } = store
      const record = recordOf(freshShopper(), { revision: 3, productIds: ['tea'] })
      await archive.write(record)
      const newer = await change(carts, record.cart.shopperId, adding('kettle'))

      await archive.write(record)

      expect(await carts.load(record.cart.shopperId)).toEqual(newer)
    })

    promises('recognises the repeat of a change that was made in the other store', async ({ store }) => {
      const { carts, archive } = store
      const [shopper, key] = [freshShopper(), freshKey()]
      await carts.change(shopper, adding('kettle', 2), { key })
      const record = (await archive.read(shopper)) as CartRecord
      const copy = { ...record, cart: { ...record.cart, shopperId: freshShopper() } }

      await archive.write(copy)

      const repeat = await carts.change(copy.cart.shopperId, adding('kettle', 2), { key })
      expect(repeat.replayed).toBe(true)
      expect(unitsOf(repeat.cart)).toEqual({ kettle: 2 })
      const reuse = carts.change(copy.cart.shopperId, adding('tea', 1), { key })
      await expect(reuse).rejects.toThrow(IdempotencyKeyReusedError)
    })

    promises('takes the keys of a copy whose lines are as new as its own', async ({ store }) => {
      const { carts, archive } = store
      const [shopper, key] = [freshShopper(), freshKey()]
      await carts.change(shopper, adding('kettle', 2), { key })
      const record = (await archive.read(shopper)) as CartRecord
      const copy = { ...record, cart: { ...record.cart, shopperId: freshShopper() } }
      await archive.write({ ...copy, appliedKeys: [] })

      await archive.write(copy)

      expect((await carts.change(copy.cart.shopperId, adding('kettle', 2), { key })).replayed).toBe(true)
    })
  })
}

interface Wanted {
  readonly revision: number
  readonly productIds: readonly string[]
}

function recordOf(shopperId: string, { revision, productIds }: Wanted): CartRecord {
  const lines = productIds.map((productId, index) => ({
    ...{ productId, quantity: index + 1, seenPriceCents: 990 },
    addedAt: 1_790_000_000_000,
  }))
  return {
    cart: { shopperId, lines, revision, updatedAt: 1_790_000_000_500 },
    appliedKeys: [],
    remindedRevision: 0,
  }
}
