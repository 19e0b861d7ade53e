import { isRecord, type Line } from './events.ts'
import type { Operation } from './operations.ts'

/** Units by product. */
export type Units = ReadonlyMap<string, number>

/** Units of a list of lines; throws when it is none: what cannot be read must not count as an empty cart. */
export function unitsOf(lines: unknown, { f, shopper, start }: Operation): Units {
  const units = new Map<string, number>()
  if (!Array.isArray(lines) || !lines.every(isLine)) {
    throw new Error(`${f} of ${shopper} (event ${start}) needs lines with "productId" and "quantity"`)
  }
  for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity)
  return new Map([...units].filter(([, quantity]) => quantity !== 0))
}

/** The field of a value, or `undefined`. */
export const fieldOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

/** "2 × tea, 1 × cup and 3 more products" */
export function describeUnits(units: Units): string {
  const named = [...units].slice(0, 3).map(([productId, quantity]) => `${quantity} × ${productId}`)
  const others = units.size - named.length
  if (others > 0) return `${named.join(', ')} and ${others} more products`
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : named.join()
}

const isLine = (line: unknown): line is Line =>
  isRecord(line) && typeof line.productId === 'string' && Number.isFinite(line.quantity)
