import {
  type AccountId,
  type Cents,
  type IdempotencyKey,
  IdempotencyKeyReusedError,
  type Now,
  newId,
  RequestInProgressError,
} from '@unsticky/kernel'
import { CartNotBuyableError, EmptyCartError, TotalChangedError } from './errors.ts'
import { type Order, type OrderLine, type ShippingAddress, totalOf } from './order.ts'
import type { OrderStore } from './order-store.port.ts'
import type { AuthorizePayment, TestCard } from './payment.port.ts'

export interface CheckoutLine extends OrderLine {
  readonly isForSale: boolean
}

export interface PlaceOrderDependencies {
  readonly orders: OrderStore
  readonly authorize: AuthorizePayment
  /** The shopper's cart at today's prices. */
  readonly loadCart: (accountId: AccountId) => Promise<readonly CheckoutLine[]>
  /** Takes the bought units out of the cart, once per order. */
  readonly takeFromCart: (accountId: AccountId, order: Order) => Promise<void>
  readonly now: Now
}

export interface OrderRequest {
  readonly key: IdempotencyKey
  /** Hash of the request body. */
  readonly requestHash: string
  readonly address: ShippingAddress
  readonly card: TestCard
  /** The total that the shopper saw. */
  readonly expectedTotalCents: Cents
}

export interface PlacedOrder {
  readonly order: Order
  /** True when the order had been placed before under the same key. */
  readonly replayed: boolean
}

/**
 * How long a killed instance blocks its key. An attempt that takes longer loses the key to the next one, which does
 * no harm: both use the same order id and payment reference, so only one order comes of it.
 */
const leaseSeconds = 5

/**
 * Turns the cart into an order, once per key (the rules are Stripe's: https://docs.stripe.com/api/idempotent_requests):
 * same key and body, same answer; another body, `IdempotencyKeyReusedError`; at the same time,
 * `RequestInProgressError`. What is refused (empty cart, changed total, declined payment, no stock) leaves no trace.
 */
export async function placeOrder(
  dependencies: PlaceOrderDependencies,
  accountId: AccountId,
  request: OrderRequest,
): Promise<PlacedOrder> {
  const { orders, now } = dependencies
  const { key, requestHash } = request
  const claim = await orders.claim(accountId, key, {
    requestHash,
    leaseSeconds,
    newOrderId: newId('order', now),
  })
  if (claim.kind === 'mismatch') throw new IdempotencyKeyReusedError()
  if (claim.kind === 'in-progress') throw new RequestInProgressError(claim.retryAfterSeconds)
  const order =
    claim.kind === 'placed'
      ? claim.order
      : await buyCart(dependencies, accountId, { ...request, orderId: claim.orderId })
  // Also on a replay: the instance that placed the order may have died before it got here.
  await dependencies.takeFromCart(accountId, order)
  return { order, replayed: claim.kind === 'placed' }
}

async function buyCart(
  { orders, authorize, loadCart, now }: PlaceOrderDependencies,
  accountId: AccountId,
  { key, orderId, address, card, expectedTotalCents }: OrderRequest & { orderId: string },
): Promise<Order> {
  try {
    const lines = assertBuyable(await loadCart(accountId))
    const totalCents = totalOf(lines)
    if (totalCents !== expectedTotalCents) throw new TotalChangedError(totalCents)
    const paymentReference = await authorize(card, totalCents, { reference: orderId })
    const order = {
      id: orderId,
      accountId,
      status: 'paid',
      lines,
      totalCents,
      address,
      paymentReference,
    } as const
    return await orders.place({ ...order, placedAt: now() }, { key })
  } catch (error) {
    // Unknown outcome of `place` included: releasing only removes a claim, never a placed order.
    await orders.release(accountId, key).catch(() => {})
    throw error
  }
}

function assertBuyable(lines: readonly CheckoutLine[]): readonly OrderLine[] {
  if (lines.length === 0) throw new EmptyCartError()
  const unavailable = lines.filter((line) => !line.isForSale).map((line) => line.productId)
  if (unavailable.length > 0) throw new CartNotBuyableError(unavailable)
  return lines.map(({ productId, name, quantity, priceCents }) => ({ productId, name, quantity, priceCents }))
}
