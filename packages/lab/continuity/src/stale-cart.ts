/** Tells a cart that is shown late from one that is lost. */
import { type Expectation, expectationOf, extraIn, missingFrom } from './cart-expectation.ts'
import { type Identity, identityAt } from './identity.ts'
import { fieldOf, type Units, unitsOf } from './lines.ts'
import type { Operation } from './operations.ts'

/** A cart that a device was shown. */
export interface ShownCart {
  readonly operation: Operation
  readonly expected: Expectation
  readonly shown: Units
  readonly reader: Identity
}

/** A copy that is older than this is no copy that lags behind, but another cart. */
const longestLagMs = 10_000

interface History {
  readonly operations: readonly Operation[]
  readonly writes: readonly Operation[]
  /** Every cart that was shown or bought, in the order of asking. */
  readonly told: readonly ShownCart[]
}

/** What was shown held at most ten seconds before, and all looks that came later were right about the same products. */
export function isStale(cart: ShownCart, history: History): boolean {
  const wrong = new Set([
    ...missingFrom(cart.shown, cart.expected).keys(),
    ...extraIn(cart.shown, cart.expected).keys(),
  ])
  const later = history.told.filter(
    ({ operation, reader }) => operation.start > cart.operation.end && reader === cart.reader,
  )
  const last = later.at(-1)
  if (!last || !knows(last, wrong)) return false
  const caughtUp = later.findIndex((each) => isRight(each, wrong))
  return (
    caughtUp >= 0 &&
    later.slice(caughtUp).every((each) => isRight(each, wrong)) &&
    heldLately(cart, history, wrong)
  )
}

/** What acknowledged orders hold: the cart at the moment of the checkout. */
export const boughtCarts = (
  operations: readonly Operation[],
  writes: readonly Operation[],
): readonly ShownCart[] =>
  operations.flatMap((operation) => {
    const lines = fieldOf(operation.shown, 'lines')
    if (operation.f !== 'checkout' || operation.outcome !== 'ok' || lines === undefined) return []
    const others = writes.filter(({ events }) => !events.some((event) => operation.events.includes(event)))
    const reader = identityAt(operations, operation)
    const expected = expectationOf(operations, { writes: others, read: operation, reader })
    return [{ operation, expected, reader, shown: unitsOf(lines, operation) }]
  })

/** A look at which nothing is due, because everything was bought meanwhile, tells nothing. */
const knows = ({ expected }: ShownCart, products: ReadonlySet<string>) =>
  [...products].every((id) => {
    const { atLeast, atMost } = expected.get(id) ?? { atLeast: 0, atMost: 0 }
    return atLeast > 0 || atMost === 0
  })

function isRight({ shown, expected }: ShownCart, products: ReadonlySet<string>) {
  const wrong = [...missingFrom(shown, expected).keys(), ...extraIn(shown, expected).keys()]
  return !wrong.some((id) => products.has(id))
}

/** Whether the cart may have been like this at a moment after which all that is wrong was changed. */
function heldLately(
  { operation: read, shown, reader }: ShownCart,
  { operations, writes }: History,
  products: ReadonlySet<string>,
) {
  const sentAt = timeOf(read)
  const moments = [-0.5, ...writes.filter(({ end }) => end < read.start).map(({ end }) => end + 0.5)]
  return moments.some((moment) => {
    const then = { ...read, start: moment, end: moment }
    const expected = expectationOf(operations, { writes, read: then, reader })
    if (missingFrom(shown, expected).size + extraIn(shown, expected).size > 0) return false
    const since = writes.filter(
      (write) => write.end > moment && write.end < read.start && isOf(write, products),
    )
    return since.every((write) => sentAt - timeOf(write, 'end') <= longestLagMs)
  })
}

function isOf({ sent }: Operation, products: ReadonlySet<string>) {
  const productId = (sent as { productId?: unknown } | undefined)?.productId
  return typeof productId === 'string' && products.has(productId)
}

const timeOf = ({ events }: Operation, which: 'start' | 'end' = 'start') =>
  (which === 'start' ? events[0] : events.at(-1))?.time ?? 0
