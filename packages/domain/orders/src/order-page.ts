import type { Order } from './order.ts'

/** As many orders as one answer or one page shows. */
export const ordersPerPage = 50

export interface OrderPage {
  readonly orders: readonly Order[]
  /** There are older ones: ask for those before this order. */
  readonly next?: string
}

/** A page from one order more than fits on it: the last only tells that there is another page. */
export function orderPageOf(found: readonly Order[]): OrderPage {
  const orders = found.slice(0, ordersPerPage)
  const last = orders.at(-1)
  return found.length > ordersPerPage && last ? { orders, next: last.id } : { orders }
}
