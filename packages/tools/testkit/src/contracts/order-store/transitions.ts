import { IllegalTransitionError } from '@unsticky/orders'
import { expect } from 'vitest'
import type { OrderSuite } from './order-store.contract.ts'
import { freshAccount, order, stocked, unitsLeft } from './steps.ts'

export function transitionPromises({ promises }: OrderSuite) {
  promises('moves an order from paid to shipped to delivered', async ({ store, catalog }) => {
    const account = freshAccount()
    const placed = await order(store, account, { [await stocked(catalog, 1)]: 1 })

    const shipped = await store.transition(account, placed.id, { to: 'shipped' })
    const delivered = await store.transition(account, placed.id, { to: 'delivered' })

    expect(shipped).toEqual({ ...placed, status: 'shipped' })
    expect(delivered).toEqual({ ...placed, status: 'delivered' })
    expect(await store.get(account, placed.id)).toEqual(delivered)
  })

  promises('puts the units of a cancelled order back', async ({ store, catalog }) => {
    const account = freshAccount()
    const [kettle, tea] = [await stocked(catalog, 5), await stocked(catalog, 5)]
    const { id } = await order(store, account, { [kettle]: 2, [tea]: 1 })

    const cancelled = await store.transition(account, id, { to: 'cancelled' })

    expect(cancelled?.status).toBe('cancelled')
    expect(await unitsLeft(catalog, kettle)).toBe(5)
    expect(await unitsLeft(catalog, tea)).toBe(5)
  })

  promises('puts the units back once, though ten cancel together and again', async ({ store, catalog }) => {
    const [account, kettle] = [freshAccount(), await stocked(catalog, 5)]
    const { id } = await order(store, account, { [kettle]: 2 })
    const cancel = () => store.transition(account, id, { to: 'cancelled' })

    const results = await Promise.allSettled(Array.from({ length: 10 }, cancel))

    const cancelled = expect.objectContaining({ id, status: 'cancelled' })
    expect(results).toEqual(Array(10).fill({ status: 'fulfilled', value: cancelled }))
    expect(await cancel()).toEqual(cancelled)
    expect(await unitsLeft(catalog, kettle)).toBe(5)
  })

  promises('refuses a step that an order cannot take, and leaves it as it is', async ({ store, catalog }) => {
    const [account, kettle] = [freshAccount(), await stocked(catalog, 5)]
    const { id } = await order(store, account, { [kettle]: 2 })

    await expect(store.transition(account, id, { to: 'delivered' })).rejects.toThrow(IllegalTransitionError)
    const shipped = await store.transition(account, id, { to: 'shipped' })
    await expect(store.transition(account, id, { to: 'cancelled' })).rejects.toThrow(IllegalTransitionError)

    expect(await store.get(account, id)).toEqual(shipped)
    expect(await unitsLeft(catalog, kettle)).toBe(3)
  })

  promises('does not move an order of another account, or an unknown one', async ({ store, catalog }) => {
    const [anna, ben, kettle] = [freshAccount(), freshAccount(), await stocked(catalog, 5)]
    const placed = await order(store, anna, { [kettle]: 2 })

    expect(await store.transition(ben, placed.id, { to: 'cancelled' })).toBeUndefined()
    expect(await store.transition(anna, 'order_unknown', { to: 'cancelled' })).toBeUndefined()
    expect(await store.get(anna, placed.id)).toEqual(placed)
    expect(await unitsLeft(catalog, kettle)).toBe(3)
  })
}
