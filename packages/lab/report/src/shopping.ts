/** What the shoppers of a fleet got, and everything that can go wrong, over all repeats. */
import { type FleetContinuity, type Loss, lossNames } from '@unsticky/continuity'

export interface Shopping {
  /** Shoppers who set out to buy. */
  readonly buyers: number
  /** Buyers who got an order. */
  readonly ordersCompleted: number
  /** All that any checker looks for: `looked` 0 means that nobody saw it, not that it was fine. */
  readonly losses: readonly Loss[]
}

/** Pure. */
export function shoppingOf(runs: readonly FleetContinuity[]): Shopping {
  const sum = (count: (run: FleetContinuity) => number) => runs.reduce((total, run) => total + count(run), 0)
  const found = (run: FleetContinuity, name: string) => run.losses.find(({ what }) => what === name)
  return {
    buyers: sum(({ buyers }) => buyers),
    ordersCompleted: sum(({ ordersCompleted }) => ordersCompleted),
    losses: lossNames.map((what) => ({
      what,
      count: sum((run) => found(run, what)?.count ?? 0),
      looked: sum((run) => found(run, what)?.looked ?? 0),
    })),
  }
}

/** "250 of 405"; a dash where nobody wanted to buy. */
export const completedInWords = ({ buyers, ordersCompleted }: Shopping): string =>
  buyers === 0 ? '–' : `${ordersCompleted} of ${buyers}`
