/** Judges what no shopper can see alone: order numbers and stock. */
import type { Findings } from './anomaly.ts'
import { isRecord } from './events.ts'
import { fieldOf, unitsOf } from './lines.ts'
import type { Operation } from './operations.ts'
import type { PlacedOrder } from './placed-orders.ts'

export interface NumberCheck extends Findings {
  /** Orders beyond the first under their number. */
  readonly duplicates: number
}

/** Two shoppers told the same order number share an order on the phone. */
export function checkOrderNumbers(orders: readonly PlacedOrder[]): NumberCheck {
  const byNumber = new Map<string, PlacedOrder[]>()
  for (const order of orders) {
    if (order.number === undefined) continue
    const number = String(order.number)
    byNumber.set(number, [...(byNumber.get(number) ?? []), order])
  }
  const shared = [...byNumber].filter(([, sharing]) => sharing.length > 1)
  return {
    duplicates: shared.reduce((sum, [, sharing]) => sum + sharing.length - 1, 0),
    looked: { 'order numbers shared': [...byNumber.values()].flat().length },
    anomalies: shared.map(([number, sharing]) => sharedNumber(number, sharing)),
  }
}

function sharedNumber(
  number: string,
  [first, second, ...others]: readonly PlacedOrder[],
): Findings['anomalies'][number] {
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return {
    kind: 'order-number-shared',
    shopper: second?.shopper ?? '',
    detail: `Order number ${number} was given to ${first?.shopper}, ${second?.shopper}${more}.`,
    events: [first, second].flatMap((order) => order?.seenIn.events ?? []),
  }
}

/** Units of every product before the first shopper came. */
export type Stock = Readonly<Record<string, number>>

export interface StockCheck extends Findings {
  readonly unitsOversold: number
}

/**
 * Units sold beyond the initial stock, or a stock that was shown negative, whichever is more. Orders that may have been
 * cancelled do not count. Products without an initial stock are judged by the shown stock alone.
 * Throws when an order shows no lines.
 */
export function checkStock(
  orders: readonly PlacedOrder[],
  { operations, initialStock }: { operations: readonly Operation[]; initialStock: Stock },
): StockCheck {
  const stocked = Object.entries(initialStock)
  const sold = stocked.length > 0 ? unitsSold(orders, operations) : new Map<string, number>()
  const shown = operations.filter(({ f, outcome }) => f === 'readStock' && outcome === 'ok')
  const excess = new Map<string, number>()
  const raise = (id: string, units: number) => excess.set(id, Math.max(excess.get(id) ?? 0, units))
  for (const [id, units] of stocked) raise(id, (sold.get(id) ?? 0) - units)
  for (const read of shown) for (const [id, units] of stockShownBy(read)) raise(id, -units)
  const oversold = [...excess].filter(([, units]) => units > 0)
  return {
    unitsOversold: oversold.reduce((sum, [, units]) => sum + units, 0),
    // A stock from which nobody bought, and at which nobody looked, was not tried.
    looked: { 'units oversold': (stocked.length > 0 ? orders.length : 0) + shown.length },
    anomalies: oversold.map(([id, units]) => ({
      kind: 'stock-oversold',
      shopper: '',
      detail: `${units} more units of ${id} were sold than the ${initialStock[id] ?? 0} that there were.`,
      events: orders
        .filter(({ lines = [] }) => lines.some(({ productId }) => productId === id))
        .flatMap(({ seenIn }) => seenIn.events)
        .slice(-4),
    })),
  }
}

function unitsSold(orders: readonly PlacedOrder[], operations: readonly Operation[]) {
  const cancelled = new Set(
    operations
      .filter(({ f, outcome }) => f === 'cancelOrder' && outcome !== 'fail')
      .map(({ shopper, sent }) => `${shopper} ${fieldOf(sent, 'orderId')}`),
  )
  const sold = new Map<string, number>()
  for (const order of orders) {
    if (cancelled.has(`${order.shopper} ${order.orderId}`)) continue
    for (const [id, units] of unitsIn(order)) sold.set(id, (sold.get(id) ?? 0) + units)
  }
  return sold
}

const unitsIn = ({ lines, seenIn }: PlacedOrder) => unitsOf(lines, seenIn)

/** `readStock` shows `{ stock: { productId: units } }`. */
function stockShownBy({ shopper, start, shown }: Operation): readonly (readonly [string, number])[] {
  const stock = fieldOf(shown, 'stock')
  const entries = isRecord(stock) ? Object.entries(stock) : []
  if (
    entries.length === 0 ||
    !entries.every((entry): entry is [string, number] => Number.isFinite(entry[1]))
  ) {
    throw new Error(`readStock of ${shopper} (event ${start}) must show { stock: { productId: units } }`)
  }
  return entries as readonly (readonly [string, number])[]
}
