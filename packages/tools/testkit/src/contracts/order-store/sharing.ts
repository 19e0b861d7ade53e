import { OutOfStockError } from '@unsticky/orders'
import { expect } from 'vitest'
import { freshKey, inParallel } from '../../random-ids.ts'
import type { OrderSuite } from './order-store.contract.ts'
import { claimedId, claimRequest, draft, freshAccount, order, stocked, unitsLeft } from './steps.ts'

export function sharingPromises({ needs }: OrderSuite) {
  needs('sharing', 'is visible to a second instance', async ({ store, catalog, reopen }) => {
    const account = freshAccount()
    const second = await reopen()

    const placed = await order(store, account, { [await stocked(catalog, 1)]: 1 })

    expect(await second.get(account, placed.id)).toEqual(placed)
    expect(await second.list(account)).toEqual([placed])
  })

  needs('sharing', 'lets one of two instances work on a key', async ({ store, reopen }) => {
    const [account, key] = [freshAccount(), freshKey()]
    const instances = [store, await reopen()]

    const claims = await inParallel(20, (index) =>
      (instances[index % 2] ?? store).claim(account, key, claimRequest()),
    )

    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1)
  })

  needs('sharing', 'gives no number twice on two instances', async ({ store, catalog, reopen }) => {
    const kettle = await stocked(catalog, 30)
    const instances = [store, await reopen()]

    const orders = await inParallel(30, (index) =>
      order(instances[index % 2] ?? store, freshAccount(), { [kettle]: 1 }),
    )

    expect(new Set(orders.map(({ number }) => number)).size).toBe(30)
  })

  needs('sharing', 'sells the last unit once on two instances', async ({ store, catalog, reopen }) => {
    const kettle = await stocked(catalog, 1)
    const instances = [store, await reopen()]

    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        order(instances[index % 2] ?? store, freshAccount(), { [kettle]: 1 }),
      ),
    )

    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(19)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(OutOfStockError)
    expect(await unitsLeft(catalog, kettle)).toBe(0)
  })

  needs('survival', 'keeps orders and keys when its process ends', async (stage) => {
    const { store, catalog, closeStore, reopen } = stage
    const [account, key] = [freshAccount(), freshKey()]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    const placed = await store.place(draft(account, { [await stocked(catalog, 1)]: 1 }, { id }), { key })
    await closeStore()

    const restarted = await reopen()

    expect(await restarted.get(account, id)).toEqual(placed)
    expect(await restarted.claim(account, key, claimRequest())).toEqual({ kind: 'placed', order: placed })
  })
}
