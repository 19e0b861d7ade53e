import { IdempotencyKeyReusedError, RequestInProgressError, UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import {
  CartNotBuyableError,
  CartOrderedError,
  EmptyCartError,
  OutOfStockError,
  PaymentDeclinedError,
  TotalChangedError,
} from './errors.ts'
import type { Order } from './order.ts'
import type { Claim, OrderStore } from './order-store.port.ts'
import { type CheckoutLine, type PlaceOrderDependencies, placeOrder } from './place-order.ts'

const kettle: CheckoutLine = {
  productId: 'kettle',
  name: 'Copper Kettle',
  quantity: 2,
  priceCents: 2990,
  isForSale: true,
}
const request = {
  key: 'key-1',
  requestHash: 'hash',
  address: { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' },
  card: 'approved',
  expectedTotalCents: 5980,
} as const

describe('placeOrder', () => {
  it('places what is in the cart at today’s prices, pays once for it and takes it out of the cart', async () => {
    const { log, shop } = openCheckout()

    const { order, replayed } = await placeOrder(shop, 'account_anna', request)

    const { isForSale: _, ...line } = kettle
    expect(order).toMatchObject({ id: 'order_claimed', status: 'paid', lines: [line], totalCents: 5980 })
    expect(replayed).toBe(false)
    expect(log).toEqual([
      'claim',
      'begin order_claimed',
      'pay 5980',
      'place after none',
      'take order_claimed from cart',
    ])
  })

  it('gives the order of a repeated request, and takes it out of the cart in case nobody did', async () => {
    const first = openCheckout()
    const { order } = await placeOrder(first.shop, 'account_anna', request)
    const { log, shop } = openCheckout({ claim: { kind: 'placed', order } })

    expect(await placeOrder(shop, 'account_anna', request)).toEqual({ order, replayed: true })
    expect(log).toEqual(['claim', 'take order_claimed from cart'])
  })

  it('touches nothing when the key is being worked on, or belongs to another request', async () => {
    const busy = openCheckout({ claim: { kind: 'in-progress', retryAfterSeconds: 3 } })
    const reused = openCheckout({ claim: { kind: 'mismatch' } })

    const waiting = placeOrder(busy.shop, 'account_anna', request)
    await expect(waiting).rejects.toThrow(RequestInProgressError)
    await expect(waiting).rejects.toMatchObject({ retryAfterSeconds: 3 })
    await expect(placeOrder(reused.shop, 'account_anna', request)).rejects.toThrow(IdempotencyKeyReusedError)
    expect([busy.log, reused.log]).toEqual([['claim'], ['claim']])
  })

  it.each([
    ['an empty cart', { lines: [] }, EmptyCartError],
    ['a product not for sale', { lines: [kettle, { ...kettle, isForSale: false }] }, CartNotBuyableError],
    ['a total that is not the one shown', { lines: [{ ...kettle, priceCents: 1 }] }, TotalChangedError],
  ] as const)('refuses %s before anything is paid, and frees the key', async (_name, options, error) => {
    const { log, shop } = openCheckout(options)

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(error)
    expect(log).toEqual(['claim', 'begin order_claimed', 'release', 'give up order_claimed'])
  })

  it('places nothing when the payment is declined, and frees the key', async () => {
    const { log, shop } = openCheckout({ failPayment: new PaymentDeclinedError() })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(PaymentDeclinedError)
    expect(log).toEqual(['claim', 'begin order_claimed', 'release', 'give up order_claimed'])
  })

  it('leaves the cart alone when the stock is gone, and frees the key', async () => {
    const { log, shop } = openCheckout({ failPlace: new OutOfStockError(['kettle']) })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(OutOfStockError)
    expect(log).toEqual(['claim', 'begin order_claimed', 'pay 5980', 'release', 'give up order_claimed'])
  })

  it('answers with the order although the cart cannot be emptied, and says so to whoever tries again', async () => {
    const { log, shop } = openCheckout({ failTake: new UnavailableError('cart store') })

    const { order } = await placeOrder(shop, 'account_anna', request)

    expect(order.id).toBe('order_claimed')
    expect(log).toEqual([
      'claim',
      'begin order_claimed',
      'pay 5980',
      'place after none',
      'not taken: order_claimed, cart store',
    ])
  })

  it('frees the key at once when the cart does not answer: nothing was paid', async () => {
    const { log, shop } = openCheckout({ failBegin: new UnavailableError('cart store') })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(UnavailableError)
    expect(log).toEqual(['claim', 'release', 'give up order_claimed'])
  })

  it('leaves the note in the cart while the key cannot be freed: an attempt under it may go on', async () => {
    const { log, shop } = openCheckout({ lines: [], failRelease: new UnavailableError('order store') })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(EmptyCartError)
    expect(log).toEqual(['claim', 'begin order_claimed'])
  })

  it('frees the key when another device was first', async () => {
    const { log, shop } = openCheckout({ failPlace: new CartOrderedError('order_other') })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toMatchObject({ orderId: 'order_other' })
    expect(log).toEqual(['claim', 'begin order_claimed', 'pay 5980', 'release', 'give up order_claimed'])
  })

  it('keeps the key while the outcome is not known, so that the next attempt finds out', async () => {
    const { log, shop } = openCheckout({ failPlace: new UnavailableError('order store') })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(UnavailableError)
    expect(log).toEqual(['claim', 'begin order_claimed', 'pay 5980'])
  })

  it('asks the card under one reference, however many attempts one key takes', async () => {
    const references = new Set<string>()
    for (const orderId of ['order_1', 'order_2', 'order_3']) {
      const { shop } = openCheckout({ claim: { kind: 'claimed', orderId }, references })
      await placeOrder(shop, 'account_anna', request)
    }
    expect(references.size).toBe(1)

    const { shop } = openCheckout({ references })
    await placeOrder(shop, 'account_anna', { ...request, key: 'key-2' })
    expect(references.size).toBe(2)
  })

  it('tells the first trouble, although the key cannot be freed either', async () => {
    const { shop } = openCheckout({
      failPlace: new OutOfStockError(['kettle']),
      failRelease: new UnavailableError('something else'),
    })

    await expect(placeOrder(shop, 'account_anna', request)).rejects.toThrow(OutOfStockError)
  })
})

interface CheckoutOptions {
  readonly claim?: Claim
  readonly lines?: readonly CheckoutLine[]
  readonly failPayment?: Error
  readonly failPlace?: Error
  readonly failTake?: Error
  readonly failBegin?: Error
  /** What the card is asked under goes in here. */
  readonly references?: Set<string>
  readonly failRelease?: Error
}

/** A checkout that writes down what is done; the rules of order stores are the contract suite's affair. */
function openCheckout(options: CheckoutOptions = {}) {
  const log: string[] = []
  const orders: Partial<OrderStore> = {
    async claim() {
      log.push('claim')
      return options.claim ?? { kind: 'claimed', orderId: 'order_claimed' }
    },
    async release() {
      if (options.failRelease) throw options.failRelease
      log.push('release')
    },
    last: async () => null,
    async place(order, { after }) {
      if (options.failPlace) throw options.failPlace
      log.push(`place after ${after?.id ?? 'none'}`)
      return { ...order, number: '1001' }
    },
  }
  const shop: PlaceOrderDependencies = {
    orders: orders as OrderStore,
    async beginCheckout(_accountId, orderId) {
      if (options.failBegin) throw options.failBegin
      log.push(`begin ${orderId}`)
      return options.lines ?? [kettle]
    },
    giveUp: async (_accountId, orderId) => void log.push(`give up ${orderId}`),
    now: () => 1_000,
    async authorize(_card, amountCents, { reference }) {
      if (options.failPayment) throw options.failPayment
      options.references?.add(reference)
      log.push(`pay ${amountCents}`)
      return `paid-${reference}`
    },
    async takeFromCart(_accountId, { id }) {
      if (options.failTake) throw options.failTake
      log.push(`take ${id} from cart`)
    },
    onCartNotTaken: (_accountId, { id }: Order, error) =>
      void log.push(`not taken: ${id}, ${(error as UnavailableError).service}`),
  }
  return { log, shop }
}
