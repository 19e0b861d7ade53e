import { createHash } from 'node:crypto'
import {
  type AccountId,
  type Cents,
  type IdempotencyKey,
  IdempotencyKeyReusedError,
  type Now,
  newId,
  RequestInProgressError,
  ShopError,
  UnavailableError,
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
  /**
   * Notes in the cart that this order is about to take it, and gives its lines at today's prices, without those of an
   * earlier order that is placed and was not taken out.
   */
  readonly beginCheckout: (accountId: AccountId, orderId: string) => Promise<readonly CheckoutLine[]>
  /** Takes the note out of the cart again: the order will not come. */
  readonly giveUp: (accountId: AccountId, orderId: string) => Promise<void>
  /** Takes the bought units out of the cart, and the note with them: once per order, however often it is called. */
  readonly takeFromCart: (accountId: AccountId, order: Pick<Order, 'id' | 'lines'>) => Promise<void>
  /** Told when an order was placed and the cart could not be emptied: worth another try soon. */
  readonly onCartNotTaken: (accountId: AccountId, order: Order, error: unknown) => void
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
 *
 * Once the order is stored the answer is the order, whatever happens to the cart: the cart knows that the order was begun,
 * so whoever reads it next asks for the order and takes the units out. Two devices cannot order one cart: each order
 * names the one that was last when the cart was read, and is refused with `CartOrderedError` when there is a newer one.
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
  await dependencies
    .takeFromCart(accountId, order)
    .catch((error) => dependencies.onCartNotTaken(accountId, order, error))
  return { order, replayed: claim.kind === 'placed' }
}

async function buyCart(
  dependencies: PlaceOrderDependencies,
  accountId: AccountId,
  request: OrderRequest & { orderId: string },
): Promise<Order> {
  const { orders, authorize, now } = dependencies
  const { key, orderId, address, card } = request
  const { after, lines, totalCents } = await prepare(dependencies, accountId, request)
  try {
    const paymentReference = await authorize(card, totalCents, {
      reference: paymentReferenceOf(accountId, request),
    })
    const order = { id: orderId, accountId, status: 'paid', lines, totalCents, address } as const
    return await orders.place({ ...order, paymentReference, placedAt: now() }, { key, after })
  } catch (error) {
    // Where the outcome is not known, the claim stays until its lease ends: the next attempt finds out.
    if (isRefusal(error)) await leaveNoTrace(dependencies, accountId, request, { isCharged: true })
    throw error
  }
}

/** What comes before the card is asked: whatever goes wrong here, it is certain that no order came of it. */
async function prepare(
  dependencies: PlaceOrderDependencies,
  accountId: AccountId,
  request: OrderRequest & { orderId: string },
) {
  try {
    // Before the cart: an order that is placed in between is found by the store that places this one.
    const after = await dependencies.orders.last(accountId)
    const lines = assertBuyable(await dependencies.beginCheckout(accountId, request.orderId))
    const totalCents = totalOf(lines)
    if (totalCents !== request.expectedTotalCents) throw new TotalChangedError(totalCents)
    return { after, lines, totalCents }
  } catch (error) {
    await leaveNoTrace(dependencies, accountId, request)
    throw error
  }
}

/**
 * Best effort: a claim ends with its lease, and who reads the cart finds that its order did not come. The claim first:
 * while it is there, another attempt under this key may place the order, and then needs the note.
 */
async function leaveNoTrace(
  { orders, giveUp, authorize }: PlaceOrderDependencies,
  accountId: AccountId,
  request: OrderRequest & { orderId: string },
  { isCharged = false } = {},
): Promise<void> {
  const { key, orderId } = request
  try {
    await orders.release(accountId, key)
    if (isCharged) await authorize.giveBack?.(paymentReferenceOf(accountId, request))
    await giveUp(accountId, orderId)
  } catch {}
}

/** Of the key and what was asked for under it, not of the attempt: however many attempts, the card is asked once. */
function paymentReferenceOf(accountId: AccountId, { key, requestHash }: OrderRequest): string {
  const hash = createHash('sha256').update(JSON.stringify([accountId, key, requestHash]))
  return `order-${hash.digest('base64url').slice(0, 32)}`
}

/** Whether it is certain that no order came of it, and that the key is still this attempt's. */
const isRefusal = (error: unknown) =>
  error instanceof ShopError &&
  !(error instanceof UnavailableError) &&
  !(error instanceof RequestInProgressError)

function assertBuyable(lines: readonly CheckoutLine[]): readonly OrderLine[] {
  if (lines.length === 0) throw new EmptyCartError()
  const unavailable = lines.filter((line) => !line.isForSale).map((line) => line.productId)
  if (unavailable.length > 0) throw new CartNotBuyableError(unavailable)
  return lines.map(({ productId, name, quantity, priceCents }) => ({ productId, name, quantity, priceCents }))
}
