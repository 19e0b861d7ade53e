/** An amount of money in whole cents. Never a fraction: prices are added and multiplied, never divided. */
export type Cents = number

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })

/** 129900 → "€1,299.00" */
export const formatCents = (cents: Cents): string => euros.format(cents / 100)
