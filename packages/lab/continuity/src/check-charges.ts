/** Compares the orders of a shop with the books of its payment provider, which no shop can write into. */

/** What was taken from a card and not given back. */
export interface LiveCharge {
  readonly reference: string
  readonly amountCents: number
}

export interface ChargedOrder {
  readonly id: string
  readonly totalCents: number
  readonly paymentReference: string
  readonly isCancelled: boolean
}

export interface ChargesCheck {
  /** Orders that stand. */
  readonly looked: number
  /** Orders that nobody paid for, or another amount. */
  readonly unpaid: readonly string[]
  /** Charges that two orders share. */
  readonly shared: readonly string[]
  /** Charges without an order: money for nothing. */
  readonly forNothing: readonly string[]
}

/** Every order that stands has one charge of its own with its amount, and there is no other charge. */
export function checkCharges(orders: readonly ChargedOrder[], charges: readonly LiveCharge[]): ChargesCheck {
  const standing = orders.filter(({ isCancelled }) => !isCancelled)
  const amounts = new Map(charges.map(({ reference, amountCents }) => [reference, amountCents]))
  const users = Map.groupBy(standing, ({ paymentReference }) => paymentReference)
  const known = new Set(orders.map(({ paymentReference }) => paymentReference))
  return {
    looked: standing.length,
    unpaid: standing
      .filter(({ paymentReference, totalCents }) => amounts.get(paymentReference) !== totalCents)
      .map(({ id }) => id),
    shared: [...users].filter(([, each]) => each.length > 1).map(([reference]) => reference),
    forNothing: charges.map(({ reference }) => reference).filter((reference) => !known.has(reference)),
  }
}
