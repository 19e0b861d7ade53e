import type { AccountId, IdempotencyKey } from '@unsticky/kernel'
import type { Order, OrderStatus } from './order.ts'

/** The record of an Idempotency-Key, as a copy of it needs it. */
export interface ClaimCopy {
  readonly accountId: AccountId
  readonly key: IdempotencyKey
  readonly requestHash: string
  readonly orderId: string
  readonly isPlaced: boolean
  /** Both in milliseconds since 1970. */
  readonly leaseEndsAt: number
  readonly expiresAt: number
}

/** Names a record of an account in an archive. */
export const recordId = (accountId: AccountId, name: string): string => JSON.stringify([accountId, name])
export const parseRecordId = (id: string) => JSON.parse(id) as [accountId: AccountId, name: string]

export const orderRecordId = ({ accountId, id }: Order): string => recordId(accountId, id)
export const claimRecordId = ({ accountId, key }: ClaimCopy): string => recordId(accountId, key)

/** Statuses that an order may have had before this one: a copy with one of them is older. */
export const earlierStatuses: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  paid: [],
  shipped: ['paid'],
  cancelled: ['paid'],
  delivered: ['paid', 'shipped'],
}
