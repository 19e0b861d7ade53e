import {
  type CartChange,
  CartFullError,
  type CartLimits,
  hashChange,
  QuantityLimitError,
} from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError, type Now, type ShopperId } from '@unsticky/kernel'
import { cartKey, idempotencyRecordKey } from './cart-keys.ts'
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
  /** How long the key is remembered. */
  readonly keySeconds: number
}

/** Runs the one script that decides on the key and changes the cart, and puts its answer into the words of the port. */
export async function changeCart(
  { scripts, now, limits }: ChangeDependencies,
  shopperId: ShopperId,
  { change, key, keySeconds }: ChangeOptions & { change: CartChange },
): Promise<ChangedCart> {
  const keys = [cartKey(shopperId), idempotencyRecordKey(shopperId, key)]
  const args = [
    ...[JSON.stringify(change), hashChange(change), now()],
    ...[keySeconds, cartSeconds(shopperId), limits.maxQuantity, limits.maxLines],
  ]
  const [outcome, productId = '', ...flat] = (await scripts.changeCart(keys, args)) as string[]
  if (outcome === 'reused') throw new IdempotencyKeyReusedError()
  if (outcome === 'full') throw new CartFullError(limits.maxLines)
  if (outcome === 'limit') throw new QuantityLimitError(productId, limits.maxQuantity)
  const record = recordOf(flat)
  return { cart: readCart(shopperId, record), record, replayed: outcome === 'replayed' }
}
