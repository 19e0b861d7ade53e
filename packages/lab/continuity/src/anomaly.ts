import type { HistoryEvent } from './events.ts'
import type { Operation } from './operations.ts'

/** What can be wrong, by the piece of state it happened to. */
export const anomalyKinds = [
  /** A cart shown empty though adds were acknowledged. */
  'cart-empty',
  /** A cart that shows fewer units than were acknowledged. */
  'cart-incomplete',
  /** A device that cannot reach the cart any more, as it is refused. */
  'cart-unreadable',
  /** A product in the cart that its shopper never sent. */
  'cart-mixed',
  /** More units in the cart than its shopper sent: counted twice, or removed and come back. */
  'cart-surplus',
  /** Refused with right credentials, or thrown out without a logout. */
  'login-lost',
  'profile-lost',
  'profile-stale',
  'profile-mixed',
  'picture-lost',
  'picture-stale',
  'picture-mixed',
  /** More orders than checkouts. */
  'order-doubled',
  /** Two orders under one number. */
  'order-number-doubled',
  /** An acknowledged order that is not among the shopper's orders. */
  'order-lost',
  /** More units sold than there were. */
  'stock-oversold',
] as const

export type AnomalyKind = (typeof anomalyKinds)[number]

export interface Anomaly {
  readonly kind: AnomalyKind
  /** Empty when it is nobody's in particular. */
  readonly shopper: string
  /** One sentence for people. */
  readonly detail: string
  /** The events that show it. */
  readonly events: readonly HistoryEvent[]
}

/** "phone (answered by stateful-2)" */
export const deviceOf = ({ process, instance }: Operation): string =>
  instance ? `${process} (answered by ${instance})` : process
