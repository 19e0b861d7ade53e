import { OutOfStockError } from '@unsticky/orders'
import { expect } from 'vitest'
import { freshKey, freshProductId } from '../../random-ids.ts'
import type { OrderSuite } from './order-store.contract.ts'
import { claimedId, claimRequest, draft, freshAccount, order, stocked, unitsLeft } from './steps.ts'

export function stockPromises({ promises }: OrderSuite) {
  promises('takes the units of every line', async ({ store, catalog }) => {
    const [kettle, tea] = [await stocked(catalog, 5), await stocked(catalog, 7)]

    await order(store, freshAccount(), { [kettle]: 2, [tea]: 7 })

    expect(await unitsLeft(catalog, kettle)).toBe(3)
    expect(await unitsLeft(catalog, tea)).toBe(0)
  })

  promises('takes nothing at all when one line is out of stock', async ({ store, catalog }) => {
    const [account, key] = [freshAccount(), freshKey()]
    const [kettle, tea] = [await stocked(catalog, 5), await stocked(catalog, 1)]
    const id = claimedId(await store.claim(account, key, claimRequest()))

    const placing = store.place(draft(account, { [kettle]: 2, [tea]: 2 }, { id }), { key })

    await expect(placing).rejects.toThrow(OutOfStockError)
    await expect(placing).rejects.toMatchObject({ productIds: [tea] })
    expect(await unitsLeft(catalog, kettle)).toBe(5)
    expect(await unitsLeft(catalog, tea)).toBe(1)
    expect(await store.get(account, id)).toBeUndefined()
    expect(await store.list(account)).toEqual([])
  })

  promises('can place a released key after the stock came back', async ({ store, catalog }) => {
    const [account, key, kettle] = [freshAccount(), freshKey(), await stocked(catalog, 1)]
    const other = await order(store, freshAccount(), { [kettle]: 1 })
    const id = claimedId(await store.claim(account, key, claimRequest()))
    await expect(store.place(draft(account, { [kettle]: 1 }, { id }), { key })).rejects.toThrow()
    await store.release(account, key)
    await store.transition(other.accountId, other.id, { to: 'cancelled' })

    const secondId = claimedId(await store.claim(account, key, claimRequest()))
    const placed = await store.place(draft(account, { [kettle]: 1 }, { id: secondId }), { key })

    expect(placed.id).toBe(secondId)
    expect(await unitsLeft(catalog, kettle)).toBe(0)
  })

  promises('has no units of a product that nobody knows', async ({ store }) => {
    const unknown = freshProductId('ghost')

    await expect(order(store, freshAccount(), { [unknown]: 1 })).rejects.toThrow(OutOfStockError)
  })

  promises('sells the last unit to exactly one of 100 shoppers', async ({ store, catalog }) => {
    const kettle = await stocked(catalog, 1)

    const { sold, refusals } = await settle(100, () => order(store, freshAccount(), { [kettle]: 1 }))

    expect(sold).toBe(1)
    expect(refusals.filter((reason) => !(reason instanceof OutOfStockError))).toEqual([])
    expect(await unitsLeft(catalog, kettle)).toBe(0)
  })

  promises('sells ten units to thirty shoppers, never eleven', async ({ store, catalog }) => {
    const kettle = await stocked(catalog, 10)

    const { sold, refusals } = await settle(30, () => order(store, freshAccount(), { [kettle]: 1 }))

    expect(sold).toBe(10)
    expect(refusals.filter((reason) => !(reason instanceof OutOfStockError))).toEqual([])
    expect(await unitsLeft(catalog, kettle)).toBe(0)
  })
}

async function settle(count: number, action: () => Promise<unknown>) {
  const results = await Promise.allSettled(Array.from({ length: count }, action))
  const refusals = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  return { sold: count - refusals.length, refusals }
}
