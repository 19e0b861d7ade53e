import { IllegalTransitionError } from './errors.ts'
import type { OrderStatus } from './order.ts'

/** Every step an order can take; whatever is not listed is illegal (a shipped order is not cancelled, nor twice). */
const nextStatus: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  paid: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
}

export const canBecome = (from: OrderStatus, to: OrderStatus): boolean => nextStatus[from].includes(to)

/** Throws `IllegalTransitionError`. */
export function assertTransition(from: OrderStatus, to: OrderStatus): void {
  if (!canBecome(from, to)) throw new IllegalTransitionError(from, to)
}
