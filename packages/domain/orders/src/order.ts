import type { AccountId, Cents } from '@unsticky/kernel'

export interface OrderLine {
  readonly productId: string
  readonly name: string
  readonly quantity: number
  /** Paid for one unit. */
  readonly priceCents: Cents
}

export interface ShippingAddress {
  readonly name: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export type OrderStatus = 'paid' | 'shipped' | 'delivered' | 'cancelled'

export interface Order {
  readonly id: string
  /** What the shopper is told on the phone; unique among all orders. */
  readonly number: string
  readonly accountId: AccountId
  readonly status: OrderStatus
  readonly lines: readonly OrderLine[]
  readonly totalCents: Cents
  readonly address: ShippingAddress
  readonly paymentReference: string
  /** Milliseconds since 1970. */
  readonly placedAt: number
}

export const totalOf = (lines: readonly OrderLine[]): Cents =>
  lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0)
