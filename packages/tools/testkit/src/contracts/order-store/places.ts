import type { LastOrder } from '@unsticky/orders'
import { expect } from 'vitest'
import { freshKey, inParallel } from '../../random-ids.ts'
import { expectUnavailable } from '../unavailable.ts'
import type { OrderSuite } from './order-store.contract.ts'
import { claimedId, claimRequest, draft, freshAccount, order, stocked, unitsLeft } from './steps.ts'

export function placePromises({ promises, needs }: OrderSuite) {
  promises('stores the order under a number of its own', async ({ store, catalog }) => {
    const [account, key, kettle] = [freshAccount(), freshKey(), await stocked(catalog, 5)]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    const wanted = draft(account, { [kettle]: 2 }, { id })

    const placed = await store.place(wanted, { key })

    expect(placed).toEqual({ ...wanted, number: expect.stringMatching(/\S/) })
    expect(await store.get(account, id)).toEqual(placed)
    expect(await store.list(account)).toEqual([placed])
  })

  promises('gives the stored order when the same id is placed again', async ({ store, catalog }) => {
    const [account, key, kettle] = [freshAccount(), freshKey(), await stocked(catalog, 5)]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    const wanted = draft(account, { [kettle]: 2 }, { id })
    const placed = await store.place(wanted, { key })

    const again = await inParallel(5, () => store.place(wanted, { key }))

    expect(again).toEqual(Array(5).fill(placed))
    expect(await unitsLeft(catalog, kettle)).toBe(3)
    expect(await store.list(account)).toHaveLength(1)
  })

  promises('places one order when the same id comes ten times together', async ({ store, catalog }) => {
    const [account, key, kettle] = [freshAccount(), freshKey(), await stocked(catalog, 5)]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    const wanted = draft(account, { [kettle]: 2 }, { id })

    const placed = await inParallel(10, () => store.place(wanted, { key }))

    expect(new Set(placed.map(({ number }) => number)).size).toBe(1)
    expect(await unitsLeft(catalog, kettle)).toBe(3)
    expect(await store.list(account)).toHaveLength(1)
  })

  promises('never makes two orders of a key, though a released attempt comes late', async (stage) => {
    const { store, catalog } = stage
    const [account, key, kettle] = [freshAccount(), freshKey(), await stocked(catalog, 5)]
    const lateId = claimedId(await store.claim(account, key, claimRequest()))
    await store.release(account, key)
    const id = claimedId(await store.claim(account, key, claimRequest()))

    await Promise.allSettled([
      store.place(draft(account, { [kettle]: 1 }, { id: lateId }), { key }),
      store.place(draft(account, { [kettle]: 1 }, { id }), { key }),
    ])

    expect(await store.list(account)).toHaveLength(1)
    expect(await unitsLeft(catalog, kettle)).toBe(4)
  })

  promises('places one of two orders that were begun after the same one', async ({ store, catalog }) => {
    const [account, kettle] = [freshAccount(), await stocked(catalog, 5)]
    const attempt = async (after: LastOrder | null) => {
      const key = freshKey()
      const id = claimedId(await store.claim(account, key, claimRequest()))
      return store.place(draft(account, { [kettle]: 1 }, { id }), { key, after })
    }
    expect(await store.last(account)).toBeNull()

    const both = await Promise.allSettled([attempt(null), attempt(null)])

    const [first] = await store.list(account)
    const refused = both.find((each) => each.status === 'rejected')
    expect(await store.list(account)).toHaveLength(1)
    expect(refused?.reason).toMatchObject({ code: 'SHOP_CART_ORDERED', orderId: first?.id })
    expect(await unitsLeft(catalog, kettle)).toBe(4)

    const last = await store.last(account)
    expect(last).toEqual({ id: first?.id, lines: first?.lines, placedAt: first?.placedAt })
    const second = await attempt(last)
    expect((await store.last(account))?.id).toBe(second.id)
    await expect(attempt(last)).rejects.toMatchObject({ code: 'SHOP_CART_ORDERED', orderId: second.id })
  })

  promises('gives forty orders at the same moment forty numbers', async ({ store, catalog }) => {
    const kettle = await stocked(catalog, 40)

    const orders = await inParallel(40, () => order(store, freshAccount(), { [kettle]: 1 }))

    expect(new Set(orders.map(({ number }) => number)).size).toBe(40)
  })

  promises('lists the newest order first, and at most as many as asked for', async ({ store, catalog }) => {
    const [account, kettle] = [freshAccount(), await stocked(catalog, 5)]
    const ids: string[] = []
    for (let index = 0; index < 3; index += 1) {
      const key = freshKey()
      const id = claimedId(await store.claim(account, key, claimRequest()))
      const placedAt = 1_800_000_000_000 + index * 1000
      await store.place(draft(account, { [kettle]: 1 }, { id, placedAt }), { key })
      ids.unshift(id)
    }

    expect((await store.list(account)).map(({ id }) => id)).toEqual(ids)
    expect((await store.list(account, { limit: 2 })).map(({ id }) => id)).toEqual(ids.slice(0, 2))
  })

  promises(
    'lists page by page, each order once, also when one comes in between',
    async ({ store, catalog }) => {
      const [account, kettle] = [freshAccount(), await stocked(catalog, 6)]
      const place = async (index: number) => {
        const key = freshKey()
        const id = claimedId(await store.claim(account, key, claimRequest()))
        await store.place(draft(account, { [kettle]: 1 }, { id, placedAt: Date.now() + index }), { key })
        return id
      }
      const ids: string[] = []
      for (let index = 0; index < 5; index += 1) ids.unshift(await place(index))

      const first = await store.list(account, { limit: 2 })
      await place(9)
      const second = await store.list(account, { limit: 2, before: first[1]?.id })
      const third = await store.list(account, { limit: 2, before: second[1]?.id })

      expect([...first, ...second, ...third].map(({ id }) => id)).toEqual(ids)
      expect(await store.list(account, { before: ids.at(-1) })).toEqual([])
      expect(await store.list(freshAccount(), { before: ids[0] })).toEqual([])
    },
  )

  promises('finds no unknown order, and lists none for a new account', async ({ store }) => {
    const account = freshAccount()

    expect(await store.get(account, 'order_unknown')).toBeUndefined()
    expect(await store.list(account)).toEqual([])
  })

  promises("keeps an order from another account's eyes", async ({ store, catalog }) => {
    const [anna, ben] = [freshAccount(), freshAccount()]
    const { id } = await order(store, anna, { [await stocked(catalog, 1)]: 1 })

    expect(await store.get(ben, id)).toBeUndefined()
    expect(await store.list(ben)).toEqual([])
  })

  needs('copies', 'hands out copies, not the stored order', async ({ store, catalog }) => {
    const account = freshAccount()
    const placed = await order(store, account, { [await stocked(catalog, 1)]: 1 })
    const { id } = placed

    Object.assign(placed, { totalCents: 1 })
    Object.assign((await store.get(account, id)) ?? {}, { totalCents: 1 })

    expect((await store.get(account, id))?.totalCents).toBe(2990)
  })

  needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
    const { store, catalog, breakService } = stage
    const [account, key, kettle] = [freshAccount(), freshKey(), await stocked(catalog, 1)]
    const id = claimedId(await store.claim(account, key, claimRequest()))
    await breakService()

    await expectUnavailable([
      () => store.claim(account, freshKey(), claimRequest()),
      () => store.place(draft(account, { [kettle]: 1 }, { id }), { key }),
      () => store.release(account, key),
      () => store.get(account, id),
      () => store.list(account),
      () => store.transition(account, id, { to: 'cancelled' }),
    ])
  })
}
