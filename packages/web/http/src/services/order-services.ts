import { createHash } from 'node:crypto'
import type { Address } from '@unsticky/accounts'
import { type CartStore, countUnits } from '@unsticky/cart'
import type { AccountId, FileAccess, IdempotencyKey, Now, ShopperId } from '@unsticky/kernel'
import {
  type Order,
  type OrderStatus,
  type PlacedOrder,
  placeOrder,
  renderReceipt,
  type TestCard,
} from '@unsticky/orders'
import type { ShopAdapters } from '../adapters.ts'
import type { CartView } from './cart-services.ts'

export interface Checkout {
  readonly address: Address
  readonly card: TestCard
  readonly expectedTotalCents: number
}

interface OrderServicesOptions {
  readonly viewCart: (carts: CartStore, shopperId: ShopperId) => Promise<CartView>
  readonly now: Now
  /** Called when units were taken or given back. */
  readonly stockMoved: () => void
}

/** Checkout, orders and receipts. */
export function createOrderServices(
  { orders, files, cartEvents, authorizePayment }: ShopAdapters,
  { viewCart, now, stockMoved }: OrderServicesOptions,
) {
  return {
    placeOrder: andThen(checkOut, stockMoved),
    orders: (accountId: AccountId): Promise<readonly Order[]> => orders.list(accountId),
    order: (accountId: AccountId, orderId: string): Promise<Order | undefined> =>
      orders.get(accountId, orderId),
    moveOrder: andThen(
      (accountId: AccountId, orderId: string, to: OrderStatus) =>
        orders.transition(accountId, orderId, { to }),
      stockMoved,
    ),
    receipt,
  }

  async function checkOut(
    carts: CartStore,
    accountId: AccountId,
    { key, ...checkout }: Checkout & { key: IdempotencyKey },
  ): Promise<PlacedOrder> {
    return placeOrder({ orders, now, authorize: authorizePayment, loadCart, takeFromCart }, accountId, {
      key,
      requestHash: hashOf(checkout),
      ...checkout,
    })

    async function loadCart() {
      return (await viewCart(carts, accountId)).lines
    }

    /** Once per order, whoever gets to do it. No client can send this key: it has a space. */
    async function takeFromCart(_accountId: AccountId, { id, lines }: Order) {
      const taken = lines.map(({ productId, quantity }) => ({ productId, quantity }))
      const { cart, replayed } = await carts.change(
        accountId,
        { kind: 'take', lines: taken },
        { key: `order ${id}` },
      )
      const event = { revision: cart.revision, units: countUnits(cart) }
      if (!replayed) await cartEvents.publish(accountId, event).catch(() => {})
    }
  }

  /** The receipt of an order, written when it is first asked for. */
  async function receipt(order: Order): Promise<FileAccess> {
    const key = `receipts/${order.accountId}/${order.id}`
    const stored = await files.open(key, { downloadName: `receipt-${order.number}.txt` })
    if (stored) return stored
    const file = { bytes: Buffer.from(renderReceipt(order)), contentType: 'text/plain; charset=utf-8' }
    await files.put(key, file)
    return { kind: 'bytes', ...file }
  }
}

/** Calls `after` whatever came of it: a checkout that failed half way may have moved units, too. */
const andThen =
  <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>, after: () => void) =>
  (...args: Args): Promise<Result> =>
    run(...args).finally(after)

/** Tells a repeat of a request from another request under the same key. Field order is ours, not the client's. */
function hashOf({ address, card, expectedTotalCents }: Checkout) {
  const { name, street, postalCode, city, country } = address
  const canonical = [name, street, postalCode, city, country, card, expectedTotalCents]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('base64url')
}
