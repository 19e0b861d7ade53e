import type { AwsCall } from '@unsticky/aws-client'
import { applyChange, type CartChange, type CartLimits, type CartOutcome } from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError, type Now, type ShopperId } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { lostRace } from '../connection/races.ts'
import { readTogether, writeAll } from '../connection/transactions.ts'
import { cartKey, cartOf, changeKey, fingerprintOf, putCart, putChangeKey } from './cart-items.ts'

export interface CartDependencies {
  readonly client: DynamoClient
  readonly table: string
  readonly now: Now
  readonly limits: CartLimits
}

interface ChangeRequest {
  readonly change: CartChange
  readonly key: IdempotencyKey
}

/**
 * One attempt: cart and key are read as of one moment, the rules of the domain make the new cart, and both are written
 * if nobody wrote meanwhile. Read one after the other, a repeat could find its key missing in a cart that has its
 * change already, and be refused instead of recognised.
 */
export async function tryChange(
  { client, table, now, limits }: CartDependencies,
  shopperId: ShopperId,
  { change, key, ...call }: ChangeRequest & AwsCall,
): Promise<CartOutcome | typeof lostRace> {
  const keys = [cartKey(shopperId), changeKey(shopperId, key)]
  const found = await readTogether(client, { table, keys }, call)
  if (found === lostRace) return lostRace
  const [cartItem, keyItem] = found
  const at = now()
  const read = cartOf(shopperId, cartItem, at)
  if (keyItem && (keyItem.expiresAt as number) > at) {
    if (keyItem.fingerprint !== fingerprintOf(change)) throw new IdempotencyKeyReusedError()
    return { cart: read, replayed: true }
  }
  const cart = applyChange(read, change, { now: at, limits })
  const items = [putCart(table, cart, { read }), putChangeKey(table, shopperId, { key, change, now: at })]
  const refusal = await writeAll(client, items, call)
  return refusal ? lostRace : { cart, replayed: false }
}
