/** How many units of a product a cart may show, given what was sent before and meanwhile. */

/** A change of one product's line. `clear` is a checkout: it takes out what was bought, at most everything. */
export interface LineWrite {
  readonly kind: 'add' | 'set' | 'clear'
  readonly quantity: number
  readonly start: number
  /** From here on it must show; `Infinity` while nobody can say. */
  readonly end: number
}

export interface Interval {
  readonly start: number
  readonly end: number
}

export interface Bounds {
  readonly atLeast: number
  readonly atMost: number
}

const beforeEverything: LineWrite = { kind: 'set', quantity: 0, start: -1, end: -1 }

/**
 * The bounds that hold in every order in which the writes may have taken effect: each at one moment between its start
 * and its end. Every write that may have been the last to set the line is tried; additions that surely came after it
 * count for `atLeast`, those that may have, for `atMost`. A read within the bounds is never accused, and with additions
 * only, every read outside them is.
 * A checkout lowers `atLeast`, and never `atMost`: a bought line that stays in the cart is not looked for here.
 */
export function boundsOf(writes: readonly LineWrite[], read: Interval): Bounds {
  const possible = writes.filter(({ start }) => start < read.end)
  const adds = possible.filter(({ kind }) => kind === 'add')
  const sets = [beforeEverything, ...possible.filter(({ kind }) => kind === 'set')]
  const resets = [...sets, ...possible.filter(({ kind }) => kind === 'clear')]
  return {
    atLeast: Math.min(...lastOnes(resets, read).map((last) => leastAfter(last, { adds, resets, read }))),
    atMost: Math.max(...lastOnes(sets, read).map((last) => mostAfter(last, adds))),
  }
}

/** Those that may have been the last one before the read. */
function lastOnes(resets: readonly LineWrite[], read: Interval) {
  const done = resets.filter(({ end }) => end < read.start)
  return resets.filter((reset) => !done.some((later) => reset.end < later.start))
}

interface Context {
  readonly adds: readonly LineWrite[]
  readonly resets: readonly LineWrite[]
  readonly read: Interval
}

function leastAfter(last: LineWrite, { adds, resets, read }: Context) {
  const after = adds.filter(({ start, end }) => start > last.end && end < read.start)
  return unitsOf(after) + leastOf(last, { adds, resets })
}

function leastOf(last: LineWrite, { adds, resets }: Omit<Context, 'read'>) {
  if (last.kind === 'clear' || last.quantity === 0) return 0
  // Setting a line that is not there changes nothing, so the line must surely have been there.
  const wasAdded = adds.some(({ quantity, end }) => quantity > 0 && end < last.start)
  const maybeRemoved = resets.some(
    (reset) => reset !== beforeEverything && isRemoval(reset) && reset.start < last.end,
  )
  return wasAdded && !maybeRemoved ? last.quantity : 0
}

const isRemoval = ({ kind, quantity }: LineWrite) => kind === 'clear' || quantity === 0

const mostAfter = (last: LineWrite, adds: readonly LineWrite[]) =>
  last.quantity + unitsOf(adds.filter(({ end }) => end >= last.start))

const unitsOf = (writes: readonly LineWrite[]) => writes.reduce((sum, { quantity }) => sum + quantity, 0)
