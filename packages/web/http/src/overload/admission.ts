/** What a request is worth when not all can be served: the last of these is refused first. */
export type Priority = 'checkout' | 'shopping' | 'browsing'

export interface AdmissionOptions {
  /** The event loop may come so late. */
  readonly targetMs: number
  /** So many are always let in: an instance that refuses everybody would never learn that it recovered. */
  readonly fewest?: number
  /** Without overload so many are let in. */
  readonly most?: number
}

/** One late look may be a garbage collection or a neighbour; so many in a row are too much work. */
const looksInARow = 2
/** So many looks on time in a row, and it is over. One is chance, and to begin anew costs seconds of late answers. */
const looksOfCalm = 50
/** The part of the limit that each may fill. Who pays gets more than there is room for, the others make it. */
const shares = { checkout: 2, shopping: 0.9, browsing: 0.7 } as const
/** In one turn of a loop that is late, each is let in until the work of that turn has taken so many times the target. */
/** A burst may take so many times as long in a loop that was on time. */
const burst = 4
const turns = { checkout: 4, shopping: 2, browsing: 1 } as const

/**
 * How much an instance takes on. When the event loop is late look after look, less: what is refused at once costs
 * little, and what is let in gets its answer while somebody still waits for it. When it is on time again, more. Two
 * things are bounded. How many requests are under way, for those that wait for a store in between; and how much of one
 * turn of the loop is given to new ones, for those that are done in one go: their queue is in the sockets, where nobody
 * can count it. Both are found by measuring, since nobody knows how fast a machine is and what else it does.
 */
export function createAdmission({ targetMs, fewest = 8, most = 1000 }: AdmissionOptions) {
  // state-audit-ignore: how busy this process is, and nothing about a shopper
  let limit = most
  let underWay = 0
  // state-audit-ignore: how busy this process is, and nothing about a shopper
  let lateLooks = 0
  // state-audit-ignore: how busy this process is, and nothing about a shopper
  let calmLooks = looksOfCalm
  return {
    look,
    admit,
    leave: () => {
      underWay -= 1
    },
    get limit() {
      return limit
    },
    get isLimiting() {
      return limit < most
    },
  }

  /** Lets a request in, which has to `leave` in the end, or refuses it. `turnMs`: so long has this turn of the loop worked. */
  function admit(priority: Priority, { turnMs = 0 }: { turnMs?: number } = {}): boolean {
    const isLate = calmLooks < looksOfCalm
    if (turnMs > targetMs * turns[priority] * (isLate ? 1 : burst)) return false
    if (underWay >= limit * shares[priority]) return false
    underWay += 1
    return true
  }

  function look(lateMs: number) {
    lateLooks = lateMs > targetMs ? lateLooks + 1 : 0
    if (lateLooks >= looksInARow) calmLooks = 0
    else if (lateLooks === 0) calmLooks += 1
    if (lateLooks >= looksInARow) limit = Math.max(fewest, Math.min(limit, underWay) * 0.8)
    else if (lateLooks === 0 && limit < most) limit = raised()
  }

  /** Little by little where the limit is felt, quickly where it is not. */
  function raised() {
    const isFelt = underWay >= limit * shares.browsing * 0.8
    return Math.min(most, isFelt ? limit + 0.25 : limit * 1.05)
  }
}
