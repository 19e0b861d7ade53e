/** Lab 2: the port that you put in front of the carts. */

/** Units by product. */
export type Lines = Readonly<Record<string, number>>

/** Keeps one cart a shopper. A shopper nobody wrote for has an empty cart. What comes back is a copy. */
export interface Carts {
  load(shopper: string): Promise<Lines>
  /** Adds one unit, and returns the cart as it is then. */
  add(shopper: string, product: string): Promise<Lines>
  empty(shopper: string): Promise<void>
}
