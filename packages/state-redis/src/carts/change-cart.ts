import {
  type CartChange,
  CartFullError,
  type CartLimits,
  type CartOutcome,
  hashChange,
  QuantityLimitError,
} from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError, type Now, type ShopperId } from '@unsticky/kernel'
import { cartKey, idempotencyRecordKey } from './cart-keys.ts'
import { cartSeconds } from './cart-lifetime.ts'
import { readCart, recordOf } from './cart-record.ts'
import type { CartScripts } from './cart-scripts.ts'

export interface ChangeDependencies {
  readonly scripts: CartScripts
  readonly now: Now
  readonly limits: CartLimits
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
): Promise<CartOutcome> {
  const keys = [cartKey(shopperId), idempotencyRecordKey(shopperId, key)]
  const args = [
    ...[JSON.stringify(change), hashChange(change), now()],
    ...[keySeconds, cartSeconds(shopperId), limits.maxQuantity, limits.maxLines],
  ]
  const [outcome, productId = '', ...record] = (await scripts.changeCart(keys, args)) as string[]
  if (outcome === 'reused') throw new IdempotencyKeyReusedError()
  if (outcome === 'full') throw new CartFullError(limits.maxLines)
  if (outcome === 'limit') throw new QuantityLimitError(productId, limits.maxQuantity)
  return { cart: readCart(shopperId, recordOf(record)), replayed: outcome === 'replayed' }
}
