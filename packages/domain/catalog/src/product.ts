import type { Cents } from '@unsticky/kernel'

/** Lower-case letters, digits and dashes: "kettle-classic". */
export type ProductId = string

export interface Product {
  readonly id: ProductId
  readonly name: string
  readonly description: string
  readonly category: string
  readonly priceCents: Cents
  /** A discontinued product stays readable (old orders and carts name it) but cannot be bought. */
  readonly status: 'active' | 'discontinued'
}

/** A product and the units of it that can still be sold; never negative. */
export interface CatalogEntry {
  readonly product: Product
  readonly stock: number
}
