import {
  type CartChange,
  CartFullError,
  type CartLimits,
  hashChange,
  hashKey,
  keptCartKeys,
  QuantityLimitError,
} from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError, type Now, type ShopperId } from '@unsticky/kernel'
import { cartKey } from './cart-keys.ts'
import { cartSeconds } from './cart-lifetime.ts'
import { readCart, recordOf } from './cart-record.ts'
import type { CartScripts } from './cart-scripts.ts'
import type { FoundCart } from './idle-index.ts'

export interface ChangeDependencies {
  readonly scripts: CartScripts
  readonly now: Now
  readonly limits: CartLimits
}

/** A cart as it is after a change, with the record it was read from. */
export interface ChangedCart extends FoundCart {
  /** The change was made before, under this key; nothing was done now. */
  readonly replayed: boolean
}

interface ChangeOptions {
  readonly key: IdempotencyKey
  /** The list in which the key is remembered. */
  readonly keys: string
  /** How long the key is remembered. */
  readonly keySeconds: number
}

/** Runs the one script that decides on the key and changes the cart, and puts its answer into the words of the port. */
export async function changeCart(
  { scripts, now, limits }: ChangeDependencies,
  shopperId: ShopperId,
  { change, key, keys, keySeconds }: ChangeOptions & { change: CartChange },
): Promise<ChangedCart> {
  const args = [
    ...[JSON.stringify(change), hashKey(key), hashChange(change), now(), keySeconds, keptCartKeys],
    ...[cartSeconds(shopperId), limits.maxQuantity, limits.maxLines],
  ]
  const answer = (await scripts.changeCart([cartKey(shopperId), keys], args)) as string[]
  const [outcome, productId = '', ...flat] = answer
  if (outcome === 'reused') throw new IdempotencyKeyReusedError()
  if (outcome === 'full') throw new CartFullError(limits.maxLines)
  if (outcome === 'limit') throw new QuantityLimitError(productId, limits.maxQuantity)
  const record = recordOf(flat)
  return { cart: readCart(shopperId, record), record, replayed: outcome === 'replayed' }
}
