import type { HistoryEvent } from './events.ts'
import type { Operation } from './operations.ts'

/**
 * What a shop can do to its shoppers, each with the kinds of finding that show it. This is the one list: a checker can
 * report only a kind that stands here, and every command judges all that stands here.
 */
export const losses = {
  'carts lost': [
    /** Shown empty though adds were acknowledged. */
    'cart-empty',
    /** Shows fewer units than were acknowledged. */
    'cart-incomplete',
    /** A device cannot reach the cart any more, as it is refused. */
    'cart-unreadable',
  ],
  /** Shown as it was before the last changes, and right a moment later: nothing was lost. */
  'carts stale': ['cart-stale'],
  /** Holds a product that its shopper never sent. */
  'carts foreign': ['cart-foreign'],
  /** Holds more units than its shopper sent: counted twice, or removed and come back. */
  'carts doubled': ['cart-surplus'],
  /** Refused with right credentials, or thrown out without a logout. */
  'logins lost': ['login-lost'],
  'profiles lost': ['profile-lost'],
  'profiles stale': ['profile-stale'],
  'profiles foreign': ['profile-foreign'],
  'pictures lost': ['picture-lost'],
  'pictures stale': ['picture-stale'],
  'pictures foreign': ['picture-foreign'],
  /** An acknowledged order that is not among the shopper's orders. */
  'orders lost': ['order-lost'],
  /** Not listed at first, and listed a moment later. */
  'orders stale': ['order-stale'],
  /** More orders than checkouts. */
  'orders doubled': ['order-doubled'],
  /** Somebody else's order in the list. */
  'orders foreign': ['order-foreign'],
  /** Holds other lines than were checked out, or than were acknowledged. */
  'orders wrong': ['order-wrong'],
  /** Two orders under one number. */
  'order numbers shared': ['order-number-shared'],
  /** More units sold than there were. */
  'units oversold': ['stock-oversold'],
} as const

export type LossName = keyof typeof losses
export type AnomalyKind = (typeof losses)[LossName][number]

export const lossNames = Object.keys(losses) as readonly LossName[]
export const anomalyKinds: readonly AnomalyKind[] = Object.values(losses).flat()

export interface Anomaly {
  readonly kind: AnomalyKind
  /** Empty when it is nobody's in particular. */
  readonly shopper: string
  /** One sentence for people. */
  readonly detail: string
  /** The events that show it. */
  readonly events: readonly HistoryEvent[]
}

/** How much was looked at, by what could have been found there. What is not named was not seen. */
export type Looked = Readonly<Partial<Record<LossName, number>>>

/** What one checker has to say. */
export interface Findings {
  readonly looked: Looked
  readonly anomalies: readonly Anomaly[]
}

/** "phone (answered by stateful-2)" */
export const deviceOf = ({ process, instance }: Operation): string =>
  instance ? `${process} (answered by ${instance})` : process
