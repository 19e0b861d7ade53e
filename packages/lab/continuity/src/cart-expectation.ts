import { type Bounds, boundsOf, type LineWrite } from './cart-bounds.ts'
import { type Reading, visibleFrom } from './identity.ts'
import { type Units, unitsOf } from './lines.ts'
import type { Operation } from './operations.ts'

/** Bounds of every product that the shopper ever touched, at one moment on one device. */
export type Expectation = ReadonlyMap<string, Bounds>

const writing: readonly string[] = ['addToCart', 'setQuantity', 'checkout']

/** Whether the operation may have changed a cart. */
export const isCartWrite = ({ f, outcome }: Operation): boolean => writing.includes(f) && outcome !== 'fail'

interface Setting extends Reading {
  /** `operations` that are cart writes, with repeated attempts folded. */
  readonly writes: readonly Operation[]
}

/** What the device may see of the shopper's cart. */
export function expectationOf(
  operations: readonly Operation[],
  { writes, read, reader }: Setting,
): Expectation {
  const byProduct = new Map<string, LineWrite[]>()
  const clears: LineWrite[] = []
  for (const write of writes) {
    const interval = { start: write.start, end: visibleFrom(operations, write, { read, reader }) }
    if (write.f === 'checkout') clears.push({ kind: 'clear', quantity: 0, ...interval })
    for (const [productId, quantity] of sentUnits(write)) {
      const kind = write.f === 'addToCart' ? 'add' : 'set'
      byProduct.set(productId, [...(byProduct.get(productId) ?? []), { kind, quantity, ...interval }])
    }
  }
  return new Map([...byProduct].map(([id, own]) => [id, boundsOf([...own, ...clears], read)]))
}

/** Units that must be there and are not. */
export const missingFrom = (shown: Units, expected: Expectation): Units =>
  positive([...expected].map(([id, { atLeast }]) => [id, atLeast - (shown.get(id) ?? 0)]))

/** Units that are there and cannot be. */
export const extraIn = (shown: Units, expected: Expectation): Units =>
  positive([...shown].map(([id, units]) => [id, units - (expected.get(id)?.atMost ?? 0)]))

/** What an addition or a setting names; setting to 0 names its product too. */
export function sentUnits(write: Operation): readonly (readonly [string, number])[] {
  if (write.f !== 'addToCart' && write.f !== 'setQuantity') return []
  const units = unitsOf([write.sent], write)
  const { productId } = write.sent as { productId: string }
  return [[productId, units.get(productId) ?? 0]]
}

const positive = (units: readonly (readonly [string, number])[]): Units =>
  new Map(units.filter(([, quantity]) => quantity > 0))
