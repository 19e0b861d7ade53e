import { type ChargesCheck, type FleetContinuity, type HistoryEvent, judge } from '@unsticky/continuity'
import { chaosCatalog } from './stage.ts'
import type { WaitFigures } from './waits.ts'

export interface ChaosClaim {
  readonly claim: string
  readonly holds: boolean
}

export interface ChaosResult {
  readonly schema: 1
  readonly seed: number
  readonly minutes: number
  /** How often each fault happened, by its name. */
  readonly faults: Readonly<Record<string, number>>
  /** Writes that were answered with 2xx. */
  readonly acknowledgedWrites: number
  readonly waits: WaitFigures
  readonly continuity: FleetContinuity
  readonly claims: readonly ChaosClaim[]
  readonly ok: boolean
}

interface Happened {
  readonly seed: number
  readonly seconds: number
  /** Names of the faults that happened. */
  readonly faults: readonly string[]
  readonly waits: WaitFigures
  /** Who could not see cart, orders and profile at the end. */
  readonly blind: readonly string[]
  /** Whether the last look was finished in time. */
  readonly couldLook: boolean
  /** The orders against the books of the payment provider. */
  readonly charges: ChargesCheck
}

const writes = new Set(['signUp', 'addToCart', 'setQuantity', 'checkout', 'updateProfile'])

/** What was lost, doubled or mixed up, and whether enough was looked at to say so. */
export function resultOf(
  events: readonly HistoryEvent[],
  { seed, seconds, faults, waits, blind, couldLook, charges }: Happened,
): ChaosResult {
  const initialStock = Object.fromEntries(chaosCatalog.map(({ product, stock }) => [product.id, stock]))
  const continuity = judge(events, { initialStock })
  const acknowledgedWrites = events.filter(({ type, f }) => type === 'ok' && writes.has(f)).length
  const claims = [
    ...continuity.losses
      .filter(({ looked }) => looked > 0)
      .map(({ what, count, looked }) => ({
        claim: `${what}: ${count} of ${looked} looked at`,
        holds: count === 0,
      })),
    {
      claim: `everybody sees cart, orders and profile at the end${blind.length > 0 ? `, but ${blind.join(', ')}` : ''}`,
      holds: couldLook && blind.length === 0,
    },
    ...chargeClaims(charges, { unknownCheckouts: unknownCheckoutsIn(events) }),
    {
      claim: `orders were placed while faults happened: ${continuity.ordersPlaced}, ${faults.length} faults`,
      holds: continuity.ordersPlaced > 0 && faults.length > 0,
    },
  ]
  return {
    ...{ schema: 1, seed, minutes: seconds / 60, acknowledgedWrites, waits, continuity, claims },
    faults: countEach(faults),
    ok: claims.every(({ holds }) => holds),
  }
}

/**
 * Counted in books that no instance can write into but by charging. Who was never told how a checkout ended, and did not
 * come back, may have been charged for nothing: the provider's books are how that is found.
 */
function chargeClaims(
  { looked, unpaid, shared, forNothing }: ChargesCheck,
  { unknownCheckouts }: { unknownCheckouts: number },
): readonly ChaosClaim[] {
  return [
    {
      claim: `orders charged once: ${looked - unpaid.length - shared.length} of ${looked} looked at`,
      holds: looked > 0 && unpaid.length + shared.length === 0,
    },
    {
      claim: `charges without an order: ${forNothing.length}, checkouts whose outcome nobody was told: ${unknownCheckouts}`,
      holds: forNothing.length <= unknownCheckouts,
    },
  ]
}

const unknownCheckoutsIn = (events: readonly HistoryEvent[]) => {
  const told = new Set(
    events.filter(({ f, type }) => f === 'checkout' && type === 'ok').map(({ key }) => key),
  )
  const open = events.filter(({ f, type, key }) => f === 'checkout' && type === 'info' && !told.has(key))
  return new Set(open.map(({ key }) => key)).size
}

function countEach(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
