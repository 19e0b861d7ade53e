/** The use cases on adapters that keep the contract, and not on fakes: what a shopper gets on one healthy server. */
import { addToCart, remindAbandoned } from '@unsticky/cart'
import { RequestInProgressError } from '@unsticky/kernel'
import {
  createSimulatedPayment,
  OutOfStockError,
  type PlaceOrderDependencies,
  placeOrder,
} from '@unsticky/orders'
import { describe, expect, it } from 'vitest'
import { createMemoryCartStore } from './carts/cart-store.ts'
import { createMemoryCatalogStore } from './catalog/catalog-store.ts'
import { createMemoryCartEvents } from './events/cart-events.ts'
import { createMemoryLeaseStore } from './leases/lease-store.ts'
import { createMemoryOrderStore } from './orders/order-store.ts'
import { createClock } from './testing/clock.ts'

const anna = 'account_anna'
const request = {
  key: 'key-1',
  requestHash: 'hash',
  address: { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
  card: 'approved',
  expectedTotalCents: 5980,
} as const

describe('checkout', () => {
  it('makes one order of a request that is sent ten times together and once again', async () => {
    const { shop, orders, catalog, carts } = await openShop({ stock: 5 })

    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () => placeOrder(shop, anna, request)),
    )
    const again = await placeOrder(shop, anna, request)

    const refused = attempts.filter((attempt) => attempt.status === 'rejected')
    for (const { reason } of refused) expect(reason).toBeInstanceOf(RequestInProgressError)
    expect(refused).toHaveLength(9)
    expect(await orders.list(anna)).toEqual([again.order])
    expect(again.replayed).toBe(true)
    expect((await catalog.stock(['kettle'])).get('kettle')).toBe(3)
    expect((await carts.load(anna)).lines).toEqual([])
  })

  it('can be tried again with the same key when the stock was gone', async () => {
    const { shop, catalog, orders } = await openShop({ stock: 1 })
    await expect(placeOrder(shop, anna, request)).rejects.toThrow(OutOfStockError)
    const product = await catalog.get('kettle')
    if (!product) throw new Error('The kettle is gone')

    await catalog.put([{ product, stock: 2 }])
    const { replayed } = await placeOrder(shop, anna, request)

    expect(replayed).toBe(false)
    expect(await orders.list(anna)).toHaveLength(1)
    expect((await catalog.stock(['kettle'])).get('kettle')).toBe(0)
  })

  it('takes an order over from an instance that died, under the same id', async () => {
    const { shop, orders, clock } = await openShop({ stock: 5 })
    const claim = { requestHash: 'hash', newOrderId: 'order_of_the_dead', leaseSeconds: 5 }
    await orders.claim(anna, 'key-1', claim)
    await expect(placeOrder(shop, anna, request)).rejects.toThrow(RequestInProgressError)

    clock.advance(6_000)
    const { order } = await placeOrder(shop, anna, request)

    expect(order.id).toBe('order_of_the_dead')
  })

  it('leaves in the cart what was added while the payment took its time', async () => {
    const { shop, carts } = await openShop({ stock: 5 })
    const payment = Promise.withResolvers<void>()
    const paying = Promise.withResolvers<void>()
    const authorize: PlaceOrderDependencies['authorize'] = async (_card, _cents, { reference }) => {
      paying.resolve()
      await payment.promise
      return reference
    }

    const placing = placeOrder({ ...shop, authorize }, anna, request)
    await paying.promise
    await carts.change(
      anna,
      { kind: 'add', productId: 'kettle', quantity: 1, priceCents: 2990 },
      { key: 'late' },
    )
    payment.resolve()
    await placing

    expect((await carts.load(anna)).lines).toMatchObject([{ productId: 'kettle', quantity: 1 }])
  })
})

describe('the reminder', () => {
  it('reminds once of a cart that lay idle, and again when it was touched and left', async () => {
    const { carts, clock } = await openShop({ stock: 5 })
    const sent: number[] = []
    const leases = createMemoryLeaseStore(clock)
    const send = async ({ revision }: { revision: number }) => void sent.push(revision)
    const round = (holder: string) =>
      remindAbandoned({ carts, leases, send, now: clock.now }, { holder, idleSeconds: 600, leaseSeconds: 30 })

    expect(await round('one')).toBe(0)
    clock.advance(601_000)
    expect([await round('one'), await round('two')]).toEqual([1, undefined])
    clock.advance(31_000)
    expect(await round('two')).toBe(0)
    await carts.change(anna, { kind: 'set', productId: 'kettle', quantity: 1 }, { key: 'touched' })
    clock.advance(601_000)
    expect(await round('two')).toBe(1)
    expect(sent).toEqual([1, 2])
  })
})

/** A shop with two kettles in Anna's cart. */
async function openShop({ stock }: { stock: number }) {
  const clock = createClock()
  const catalog = createMemoryCatalogStore()
  const carts = createMemoryCartStore(clock)
  const orders = createMemoryOrderStore({ catalog, now: clock.now })
  const kettle = {
    id: 'kettle',
    name: 'Copper Kettle',
    description: '',
    category: 'Kitchen',
    priceCents: 2990,
  }
  await catalog.put([{ product: { ...kettle, status: 'active' }, stock }])
  const findProduct = async () => ({ ...kettle, isForSale: true })
  const added = { productId: 'kettle', quantity: 2, key: 'added' }
  await addToCart({ carts, events: createMemoryCartEvents(), findProduct }, anna, added)
  const shop: PlaceOrderDependencies = {
    orders,
    authorize: createSimulatedPayment(),
    now: clock.now,
    async beginCheckout(accountId, orderId) {
      const { cart } = await carts.change(
        accountId,
        { kind: 'checkOut', orderId },
        { key: `begin-${orderId}` },
      )
      return cart.lines.map(({ productId, quantity }) => ({
        ...{ productId, quantity, name: kettle.name },
        ...{ priceCents: kettle.priceCents, isForSale: true },
      }))
    },
    giveUp: async (accountId, orderId) =>
      void (await carts.change(accountId, { kind: 'settle', orderId, lines: [] }, { key: `no-${orderId}` })),
    takeFromCart: async (accountId, { id, lines }) =>
      void (await carts.change(accountId, { kind: 'settle', orderId: id, lines }, { key: `take-${id}` })),
    onCartNotTaken: () => {},
  }
  return { clock, catalog, carts, orders, shop }
}
