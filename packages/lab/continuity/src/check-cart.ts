/** Judges the cart of one shopper: all that was acknowledged is there, and nothing else, on every device. */
import { type Anomaly, type AnomalyKind, deviceOf, type Findings } from './anomaly.ts'
import {
  type Expectation,
  expectationOf,
  extraIn,
  isCartWrite,
  missingFrom,
  sentUnits,
} from './cart-expectation.ts'
import { isRefusedLogin } from './check-logins.ts'
import { type Identity, identityAt } from './identity.ts'
import { describeUnits, fieldOf, type Units, unitsOf } from './lines.ts'
import { foldAttempts, type Operation } from './operations.ts'
import { boughtCarts, isStale, type ShownCart } from './stale-cart.ts'

export interface CartCheckOptions {
  /** Who sent this product, to say whose units lie in a mixed cart. */
  readonly sendersOf: (productId: string) => readonly string[]
}

/** A device asked for the cart, or was refused the login it needs to ask. */
interface Look {
  readonly operation: Operation
  readonly isRefused: boolean
  readonly reader: Identity
  readonly expected: Expectation
}

const nothing: Units = new Map()

export function checkCart(
  operations: readonly Operation[],
  { sendersOf }: CartCheckOptions,
): Findings & { readonly isChecked: boolean } {
  const writes = foldAttempts(operations.filter(isCartWrite))
  const looks = looksOf(operations, writes)
  const withSomethingDue = looks.filter(({ expected }) => missingFrom(nothing, expected).size > 0)
  const carts = looks.filter(({ isRefused }) => !isRefused).map(shownCart)
  // An order shows what was in the cart, too.
  const told = [...carts, ...boughtCarts(operations, writes)].sort(
    (a, b) => a.operation.start - b.operation.start,
  )
  const isChecked = withSomethingDue.length > 0
  return {
    isChecked,
    looked: {
      ...(isChecked && { 'carts lost': 1, 'carts stale': 1 }),
      ...(carts.length > 0 && { 'carts foreign': 1, 'carts doubled': 1 }),
    },
    anomalies: [
      ...carts.flatMap((cart) => checkShown(cart, { operations, writes, told, sendersOf })),
      ...withoutReach(withSomethingDue).map(unreadable),
    ],
  }
}

function looksOf(operations: readonly Operation[], writes: readonly Operation[]): readonly Look[] {
  return operations.flatMap((read) => {
    const isRefused = isRefusedLogin(operations, read) || isRefusedRead(operations, read)
    if (!isRefused && (read.f !== 'readCart' || read.outcome !== 'ok')) return []
    // Who is refused the login wanted to read as the account.
    const reader = isRefused ? 'account' : identityAt(operations, read)
    const expected = expectationOf(operations, { writes, read, reader })
    return [{ operation: read, isRefused, reader, expected }]
  })
}

const shownCart = ({ operation, expected, reader }: Look): ShownCart => ({
  ...{ operation, expected, reader },
  shown: unitsOf(fieldOf(operation.shown, 'lines'), operation),
})

const isRefusedRead = (operations: readonly Operation[], read: Operation) =>
  read.f === 'readCart' &&
  read.outcome === 'fail' &&
  (read.status === 401 || read.status === 404) &&
  identityAt(operations, read) === 'account'

/**
 * Devices whose last word on the account's cart was a refusal. What a device sees as a guest afterwards is another cart,
 * so it takes nothing back.
 */
const withoutReach = (looks: readonly Look[]) =>
  [
    ...new Map(
      looks.filter(({ reader }) => reader === 'account').map((look) => [look.operation.process, look]),
    ).values(),
  ].filter(({ isRefused }) => isRefused)

function unreadable({ operation, expected }: Look): Anomaly {
  const due = describeUnits(missingFrom(nothing, expected))
  const what = operation.f === 'login' ? 'the login' : 'the cart'
  const detail = `${operation.shopper} put ${due} in, and ${deviceOf(operation)} cannot reach them: ${what} was refused with ${operation.status}.`
  return anomaly('cart-unreadable', operation, { detail })
}

interface History extends CartCheckOptions {
  readonly operations: readonly Operation[]
  readonly writes: readonly Operation[]
  readonly told: readonly ShownCart[]
}

function checkShown(cart: ShownCart, history: History): readonly Anomaly[] {
  const { operation, expected, shown } = cart
  const { operations, sendersOf } = history
  const missing = missingFrom(shown, expected)
  const extra = [...extraIn(shown, expected)]
  const wasSent = ([productId]: readonly [string, number]) => expected.has(productId)
  const look = { operation, operations, shown }
  const foreign = mixed(new Map(extra.filter((line) => !wasSent(line))), { ...look, sendersOf })
  const own = new Map(extra.filter(wasSent))
  if (missing.size + own.size === 0) return foreign
  if (foreign.length === 0 && isStale(cart, history)) return [stale(new Map([...missing, ...own]), look)]
  return [...lost(missing, look), ...foreign, ...surplus(own, look)]
}

interface Shown {
  readonly operation: Operation
  readonly operations: readonly Operation[]
  readonly shown: Units
}

function lost(missing: Units, { operation, operations, shown }: Shown): readonly Anomaly[] {
  if (missing.size === 0) return []
  const [kind, seen] =
    shown.size === 0
      ? (['cart-empty', 'shows an empty cart'] as const)
      : (['cart-incomplete', 'does not show them'] as const)
  const detail = `${operation.shopper} put ${describeUnits(missing)} in and was told so, but ${deviceOf(operation)} ${seen}.`
  return [anomaly(kind, operation, { detail, cause: lastWriteOf(operations, missing) })]
}

function stale(changed: Units, { operation, operations }: Shown): Anomaly {
  const detail = `${deviceOf(operation)} shows ${operation.shopper} the cart as it was before the last change of ${[...changed.keys()].slice(0, 3).join(', ')}; later it was right.`
  return anomaly('cart-stale', operation, { detail, cause: lastWriteOf(operations, changed) })
}

function mixed(foreign: Units, { operation, sendersOf }: Shown & CartCheckOptions): readonly Anomaly[] {
  if (foreign.size === 0) return []
  const { shopper } = operation
  const others = [...new Set([...foreign.keys()].flatMap(sendersOf))].filter((sender) => sender !== shopper)
  const whose = others.length > 0 ? `; ${others.slice(0, 3).join(', ')} did` : ''
  const detail = `${shopper} sees ${describeUnits(foreign)} on ${deviceOf(operation)} and did not put that in${whose}.`
  return [anomaly('cart-foreign', operation, { detail })]
}

function surplus(extra: Units, { operation, operations }: Shown): readonly Anomaly[] {
  if (extra.size === 0) return []
  const detail = `${operation.shopper} sees ${describeUnits(extra)} more on ${deviceOf(operation)} than were put in.`
  return [anomaly('cart-surplus', operation, { detail, cause: lastWriteOf(operations, extra) })]
}

const lastWriteOf = (operations: readonly Operation[], units: Units) =>
  operations.filter((write) => sentUnits(write).some(([productId]) => units.has(productId))).at(-1)

const anomaly = (
  kind: AnomalyKind,
  operation: Operation,
  { detail, cause }: { detail: string; cause?: Operation },
): Anomaly => ({
  kind,
  shopper: operation.shopper,
  detail,
  events: [...(cause?.events ?? []), ...operation.events],
})
