import { createHash } from 'node:crypto'
import type { Address } from '@unsticky/accounts'
import type { Cart, CartStore } from '@unsticky/cart'
import type { AccountId, FileAccess, IdempotencyKey, Now } from '@unsticky/kernel'
import {
  type Order,
  type OrderPage,
  type OrderQuery,
  type OrderStatus,
  orderPageOf,
  ordersPerPage,
  type PlacedOrder,
  placeOrder,
  renderReceipt,
  type TestCard,
} from '@unsticky/orders'
import type { ShopAdapters } from '../adapters.ts'
import type { CartView } from './cart-services.ts'
import { giveUp, settle, settleOrders } from './settle-orders.ts'

export interface Checkout {
  readonly address: Address
  readonly card: TestCard
  readonly expectedTotalCents: number
}

interface OrderServicesOptions {
  readonly view: (cart: Cart) => Promise<CartView>
  readonly now: Now
  /** For what happens after the answer has been given. */
  readonly log: { warn(details: object, message: string): void }
  /** Called when units were taken or given back. */
  readonly stockMoved: () => void
}

/** Checkout, orders and receipts. */
export function createOrderServices(
  { orders, files, cartEvents, authorizePayment }: ShopAdapters,
  { view, now, stockMoved, log }: OrderServicesOptions,
) {
  return {
    placeOrder: andThen(checkOut, stockMoved),
    orders: async (accountId: AccountId, { before }: Pick<OrderQuery, 'before'> = {}): Promise<OrderPage> =>
      orderPageOf(await orders.list(accountId, { limit: ordersPerPage + 1, before })),
    order: (accountId: AccountId, orderId: string): Promise<Order | undefined> =>
      orders.get(accountId, orderId),
    moveOrder: andThen(moveOrder, stockMoved),
    receipt,
  }

  /** What a cancelled order cost is given back by its reference, and again with each repeat: it is given back once. */
  async function moveOrder(accountId: AccountId, orderId: string, to: OrderStatus) {
    const order = await orders.transition(accountId, orderId, { to })
    if (order?.status === 'cancelled')
      await authorizePayment.giveBack?.(order.paymentReference).catch((err: unknown) => {
        log.warn({ err, orderId }, 'an order is cancelled and its charge not given back')
      })
    return order
  }

  async function checkOut(
    carts: CartStore,
    accountId: AccountId,
    { key, ...checkout }: Checkout & { key: IdempotencyKey },
  ): Promise<PlacedOrder> {
    const cart = { beginCheckout, giveUp: forget, takeFromCart, onCartNotTaken }
    return placeOrder({ orders, now, authorize: authorizePayment, ...cart }, accountId, {
      key,
      requestHash: hashOf(checkout),
      ...checkout,
    })

    async function beginCheckout(_accountId: AccountId, orderId: string) {
      const change = { kind: 'checkOut', orderId } as const
      const { cart } = await carts.change(accountId, change, { key: `order ${orderId} begun` })
      const settled = await settleOrders(carts, cart, { orders, events: cartEvents, now, butFor: orderId })
      return (await view(settled)).lines
    }

    async function forget(_accountId: AccountId, orderId: string) {
      await giveUp(carts, accountId, orderId)
    }

    async function takeFromCart(_accountId: AccountId, { id, lines }: Pick<Order, 'id' | 'lines'>) {
      await settle(carts, { id, accountId, lines }, { events: cartEvents })
    }

    /** The order stands. If this instance ends before the cart store is back, the next reader takes the units. */
    function onCartNotTaken(_accountId: AccountId, order: Order, err: unknown) {
      log.warn({ err, orderId: order.id }, 'an order is placed and its units are still in the cart')
      retryQuietly(() => takeFromCart(accountId, order), takeAgainAfterSeconds)
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

/** How long to wait before each further try to empty a cart; about a minute in all. */
const takeAgainAfterSeconds = [1, 2, 4, 8, 16, 32]

function retryQuietly(run: () => Promise<void>, [wait, ...later]: readonly number[]): void {
  if (wait === undefined) return
  setTimeout(() => run().catch(() => retryQuietly(run, later)), wait * 1000).unref()
}

/** Tells a repeat of a request from another request under the same key. Field order is ours, not the client's. */
function hashOf({ address, card, expectedTotalCents }: Checkout) {
  const { name, street, postalCode, city, country } = address
  const canonical = [name, street, postalCode, city, country, card, expectedTotalCents]
  return createHash('sha256').update(JSON.stringify(canonical)).digest('base64url')
}
