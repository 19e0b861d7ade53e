/** What this service needs to know of an order. It is read from the table's items and tied to no code of the shop. */
export interface SeenOrder {
  readonly id: string
  readonly isCancelled: boolean
  readonly totalCents: number
  /** Milliseconds since 1970. */
  readonly placedAt: number
  readonly lines: readonly SeenLine[]
}

export interface SeenLine {
  readonly productId: string
  readonly name: string
  readonly quantity: number
}

export type Item = Readonly<Record<string, unknown>>

/** The table also holds idempotency keys and the name of each account's last order. */
export const isOrder = ({ sk }: Item): boolean => String(sk).startsWith('ORDER#')

/** `undefined` for an item that does not look like an order: the shop may change its items without asking us. */
export function readOrder(item: Item): SeenOrder | undefined {
  const { id, status, totalCents, placedAt } = item
  const lines = readLines(item.lines)
  if (!isText(id) || !isText(status) || !isCount(totalCents) || !isCount(placedAt) || !lines) return undefined
  return { id, isCancelled: status === 'cancelled', totalCents, placedAt, lines }
}

function readLines(lines: unknown): readonly SeenLine[] | undefined {
  if (!Array.isArray(lines) || !lines.every(isLine)) return undefined
  return lines.map(({ productId, name, quantity }) => ({ productId, name, quantity }))
}

function isLine(line: unknown): line is SeenLine {
  const { productId, name, quantity } = (line ?? {}) as Record<string, unknown>
  return isText(productId) && isText(name) && isCount(quantity)
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
