/** What shoppers lost, as metrics of k6: a threshold can stand on them, and any output of k6 shows them. */
import { Counter } from 'k6/metrics'
import type { CartView } from './shopper.ts'

const cartsSeen = new Counter('carts_seen')
const cartsLost = new Counter('carts_lost')
const loginsLost = new Counter('logins_lost')

/** Fails as well when nobody saw a cart: then nobody knows. */
export const nothingIsLost: Readonly<Record<string, string[]>> = {
  carts_seen: ['count>0'],
  carts_lost: ['count==0'],
  logins_lost: ['count==0'],
}

/**
 * Compares a cart with the units that the shop acknowledged. More than those is no loss: an addition that was answered
 * with an error may have been done. A cart that was not shown is a failed request and not a lost cart.
 */
export function countCart(
  cart: CartView | undefined,
  { acknowledged }: { readonly acknowledged: number },
): void {
  if (!cart) return
  cartsSeen.add(1)
  const units = cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  cartsLost.add(units < acknowledged ? 1 : 0)
}

/** Somebody who signed up, and is told later that there is no such account. */
export const countLogin = (isKnown: boolean): void => loginsLost.add(isKnown ? 0 : 1)
