import type { AccountId, IdempotencyKey } from '@unsticky/kernel'
import type { LastOrder, Order } from '@unsticky/orders'

/** Everything of an account lies under its partition key, so nobody reaches the orders or keys of somebody else. */
const account = (accountId: AccountId) => `ACCOUNT#${accountId}`

/** The id begins with the time, so the sort key puts orders in the order of their making. */
export const orderKey = (accountId: AccountId, orderId: string) => ({
  pk: account(accountId),
  sk: `ORDER#${orderId}`,
})

export const claimKey = (accountId: AccountId, key: IdempotencyKey) => ({
  pk: account(accountId),
  sk: `KEY#${key}`,
})

/** Names the order that the account placed last. */
export const lastOrderKey = (accountId: AccountId) => ({ pk: account(accountId), sk: 'LAST' })

export const ordersOf = (accountId: AccountId) => ({
  KeyConditionExpression: 'pk = :account AND begins_with(sk, :order)',
  ExpressionAttributeValues: { ':account': account(accountId), ':order': 'ORDER#' },
})

export const toOrderItem = (order: Order) => ({ ...orderKey(order.accountId, order.id), ...order })

export function toOrder({ pk, sk, ...order }: Record<string, unknown>): Order {
  return order as unknown as Order
}

export const toLastOrder = ({ id, lines, placedAt }: Order): LastOrder => ({ id, lines, placedAt })

/** What is kept per Idempotency-Key. */
export interface ClaimRecord {
  readonly requestHash: string
  /** The id of the order that comes of this key, whichever attempt makes it. */
  readonly orderId: string
  readonly state: 'claimed' | 'placed'
  /** The attempt that has the lease. */
  readonly heldBy: string
  /** Milliseconds since 1970. */
  readonly leaseEndsAt: number
  /** Milliseconds since 1970; compared in code, because DynamoDB deletes up to days later. */
  readonly expiresAt: number
  /** The same for DynamoDB's time to live, in seconds. */
  readonly expiresAtSeconds: number
}
