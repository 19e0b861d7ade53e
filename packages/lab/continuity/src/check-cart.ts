/** Judges the cart of one shopper: all that was acknowledged is there, and nothing else, on every device. */
import { type Anomaly, type AnomalyKind, deviceOf } from './anomaly.ts'
import {
  type Expectation,
  expectationOf,
  extraIn,
  isCartWrite,
  missingFrom,
  sentUnits,
} from './cart-expectation.ts'
import { isRefusedLogin } from './check-logins.ts'
import { identityAt } from './identity.ts'
import { describeUnits, fieldOf, type Units, unitsOf } from './lines.ts'
import { foldAttempts, type Operation } from './operations.ts'

export interface CartCheck {
  /** Whether something had to be in the cart and a device looked for it, whatever it found. */
  readonly isChecked: boolean
  readonly anomalies: readonly Anomaly[]
}

export interface CartCheckOptions {
  /** Who sent this product, to say whose units lie in a mixed cart. */
  readonly sendersOf: (productId: string) => readonly string[]
}

/** A device asked for the cart, or was refused the login it needs to ask. */
interface Look {
  readonly operation: Operation
  readonly isRefused: boolean
  readonly expected: Expectation
}

const nothing: Units = new Map()

export function checkCart(operations: readonly Operation[], { sendersOf }: CartCheckOptions): CartCheck {
  const looks = looksOf(operations)
  const withSomethingDue = looks.filter(({ expected }) => missingFrom(nothing, expected).size > 0)
  return {
    isChecked: withSomethingDue.length > 0,
    anomalies: [
      ...looks
        .filter(({ isRefused }) => !isRefused)
        .flatMap((look) => checkShown(look, { operations, sendersOf })),
      ...lastOfEachDevice(withSomethingDue)
        .filter(({ isRefused }) => isRefused)
        .map(unreadable),
    ],
  }
}

function looksOf(operations: readonly Operation[]): readonly Look[] {
  const writes = foldAttempts(operations.filter(isCartWrite))
  return operations.flatMap((read) => {
    const isRefused = isRefusedLogin(operations, read) || isRefusedRead(operations, read)
    if (!isRefused && (read.f !== 'readCart' || read.outcome !== 'ok')) return []
    // Who is refused the login wanted to read as the account.
    const reader = isRefused ? 'account' : identityAt(operations, read)
    return [{ operation: read, isRefused, expected: expectationOf(operations, { writes, read, reader }) }]
  })
}

const isRefusedRead = (operations: readonly Operation[], read: Operation) =>
  read.f === 'readCart' &&
  read.outcome === 'fail' &&
  (read.status === 401 || read.status === 404) &&
  identityAt(operations, read) === 'account'

const lastOfEachDevice = (looks: readonly Look[]) => [
  ...new Map(looks.map((look) => [look.operation.process, look])).values(),
]

function unreadable({ operation, expected }: Look): Anomaly {
  const due = describeUnits(missingFrom(nothing, expected))
  const what = operation.f === 'login' ? 'the login' : 'the cart'
  const detail = `${operation.shopper} put ${due} in, and ${deviceOf(operation)} cannot reach them: ${what} was refused with ${operation.status}.`
  return anomaly('cart-unreadable', operation, { detail })
}

function checkShown(
  { operation, expected }: Look,
  { operations, sendersOf }: CartCheckOptions & { operations: readonly Operation[] },
): readonly Anomaly[] {
  const shown = unitsOf(fieldOf(operation.shown, 'lines'), operation)
  const extra = [...extraIn(shown, expected)]
  const wasSent = ([productId]: readonly [string, number]) => expected.has(productId)
  const look = { operation, operations, shown }
  return [
    ...lost(missingFrom(shown, expected), look),
    ...mixed(new Map(extra.filter((line) => !wasSent(line))), { ...look, sendersOf }),
    ...surplus(new Map(extra.filter(wasSent)), look),
  ]
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

function mixed(foreign: Units, { operation, sendersOf }: Shown & CartCheckOptions): readonly Anomaly[] {
  if (foreign.size === 0) return []
  const { shopper } = operation
  const others = [...new Set([...foreign.keys()].flatMap(sendersOf))].filter((sender) => sender !== shopper)
  const whose = others.length > 0 ? `; ${others.slice(0, 3).join(', ')} did` : ''
  const detail = `${shopper} sees ${describeUnits(foreign)} on ${deviceOf(operation)} and did not put that in${whose}.`
  return [anomaly('cart-mixed', operation, { detail })]
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
