/** The items of the service's own table. */

/** One for each order that was noted. It is what makes a repeat harmless. */
export const orderKey = (orderId: string) => ({ pk: `ORDER#${orderId}`, sk: 'STATE' })

export type OrderState = 'counted' | 'cancelled'

export const totalsKey = { pk: 'TOTALS', sk: 'ALL' }

export interface Totals {
  /** Orders seen, those included that were cancelled later. */
  readonly orders: number
  readonly cancelled: number
  /** Of the orders that were not cancelled. */
  readonly cents: number
  /** The number of the last notice. Numbers have no gap. */
  readonly notices: number
}

export const noTotals: Totals = { orders: 0, cancelled: 0, cents: 0, notices: 0 }

export const noticesKey = 'NOTICES'

/** Padded, because sort keys are compared as text. */
export const noticeKey = (number: number) => ({ pk: noticesKey, sk: String(number).padStart(15, '0') })

/** Tells of one order, of nobody's name or address. */
export interface Notice {
  readonly number: number
  readonly kind: 'placed' | 'cancelled'
  readonly orderId: string
  readonly totalCents: number
  readonly placedAt: number
  readonly lines: readonly { readonly name: string; readonly quantity: number }[]
}

export const productKey = (productId: string) => ({ pk: `PRODUCT#${productId}`, sk: 'COUNTS' })

/** The attribute of a product's item that counts the orders with this other product in them. */
const together = 'with#'
export const togetherWith = (productId: string) => `${together}${productId}`
export const isTogether = (attribute: string) => attribute.startsWith(together)
export const otherOf = (attribute: string) => attribute.slice(together.length)

/** An item of the orders table that could not be read as an order: kept, so that somebody looks at it. */
export const unreadableKey = (id: string) => ({ pk: 'UNREADABLE', sk: id })
