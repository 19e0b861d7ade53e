import { count } from '../count.ts'
import type { Lately } from '../shoppers/tally.ts'
import type { ReadingView } from '../snapshot.ts'

export interface ReadingEvidence {
  /** Counts of the last `lookBackSeconds`: requests, errors, and what was lost. */
  readonly lately: Lately
  /** Milliseconds, the slowest of the last few seconds; `null` when nothing was answered. */
  readonly latency: number | null
}

/** A reading counts as bad for this long after something happened. */
export const lookBackSeconds = 20

/** How slow a shop is shows sooner than whether it loses anything. */
export const latencySeconds = 5

const slowMs = 1000

/** The live counts of one column: carts, logins, mixed carts, errors and time. */
export function readShoppers({ lately, latency }: ReadingEvidence): readonly ReadingView[] {
  const wasSeen = lately.requests > 0
  return [
    counted('carts', 'Carts', { wasSeen, bad: lately.cartsLost, one: 'cart lost', many: 'carts lost' }),
    counted('logins', 'Logins', { wasSeen, bad: lately.loginsLost, one: 'login lost', many: 'logins lost' }),
    counted('mixed', 'Foreign goods', {
      wasSeen,
      bad: lately.cartsMixed,
      one: 'cart with foreign goods',
      many: 'carts with foreign goods',
    }),
    counted('errors', 'Errors', { wasSeen, bad: lately.errors, one: 'error', many: 'errors' }),
    answeredInTime(latency),
  ]
}

interface Counted {
  readonly wasSeen: boolean
  readonly bad: number
  readonly one: string
  readonly many: string
}

function counted(id: string, title: string, { wasSeen, bad, one, many }: Counted): ReadingView {
  if (bad > 0) {
    return { id, title, state: 'bad', detail: `${count(bad, one, many)} in the last ${lookBackSeconds} s` }
  }
  return wasSeen ? { id, title, state: 'fine', detail: `No ${many}` } : unseen(id, title)
}

function answeredInTime(latency: number | null): ReadingView {
  const [id, title] = ['time', 'Time'] as const
  if (latency === null) return unseen(id, title)
  return {
    id,
    title,
    state: latency <= slowMs ? 'fine' : 'bad',
    detail: `95 % answered within ${latency} ms, in the slowest of the last seconds`,
  }
}

const unseen = (id: string, title: string): ReadingView => ({
  id,
  title,
  state: 'unknown',
  detail: 'Nothing seen yet',
})
