import { expect } from 'vitest'
import { inParallel } from '../../random-ids.ts'
import type { CartSuite } from './cart-store.contract.ts'
import { adding, change, freshShopper, unitsOf } from './steps.ts'

const checkingOut = (orderId: string) => ({ kind: 'checkOut', orderId }) as const
const settling = (orderId: string, quantity: number) =>
  ({ kind: 'settle', orderId, lines: [{ productId: 'kettle', quantity }] }) as const

/** A cart knows which orders were begun with it, until each is settled: the lock and the outbox of a checkout. */
export function orderPromises({ promises }: CartSuite) {
  promises('notes an order that was begun, and shows it to every reader', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 2))

    const { updatedAt } = await change(store, shopper, checkingOut('order_1'))

    const cart = await store.load(shopper)
    expect(cart.pendingOrders).toEqual([{ orderId: 'order_1', since: updatedAt }])
    expect(unitsOf(cart)).toEqual({ kettle: 2 })
  })

  promises('settles an order once, however many try and however late', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 2))
    await change(store, shopper, checkingOut('order_1'))

    await inParallel(10, () => change(store, shopper, settling('order_1', 2)))
    await change(store, shopper, adding('kettle', 2))
    await change(store, shopper, settling('order_1', 2))

    const cart = await store.load(shopper)
    expect(unitsOf(cart)).toEqual({ kettle: 2 })
    expect(cart.pendingOrders).toBeUndefined()
  })

  promises('leaves what was added meanwhile, and the orders of others', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 2))
    for (const orderId of ['order_1', 'order_2']) await change(store, shopper, checkingOut(orderId))
    await change(store, shopper, adding('kettle', 3))

    const cart = await change(store, shopper, settling('order_1', 2))

    expect(unitsOf(cart)).toEqual({ kettle: 3 })
    expect(cart.pendingOrders).toMatchObject([{ orderId: 'order_2' }])
  })

  promises('takes nothing for an order that was not begun, or that will not come', async ({ store }) => {
    const shopper = freshShopper()
    await change(store, shopper, adding('kettle', 2))
    await change(store, shopper, checkingOut('order_1'))

    await change(store, shopper, settling('order_2', 2))
    const cart = await change(store, shopper, { kind: 'settle', orderId: 'order_1', lines: [] })

    expect(unitsOf(cart)).toEqual({ kettle: 2 })
    expect(cart.pendingOrders).toBeUndefined()
  })
}
