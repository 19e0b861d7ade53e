import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsCall } from '@unsticky/aws-client'
import { applyChange, type CartChange, type CartLimits, type CartOutcome } from '@unsticky/cart'
import type { IdempotencyKey, Now, ShopperId } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { lostRace, outcomeOf, refused } from '../connection/races.ts'
import { addKey, isRepeat, keysOf } from './applied-keys.ts'
import { cartKey, cartOf, putCart } from './cart-items.ts'

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
 * One attempt: the cart is read with the keys of its last changes, the rules of the domain make the new cart, and both
 * are written as one item if nobody wrote meanwhile.
 */
export async function tryChange(
  { client, table, now, limits }: CartDependencies,
  shopperId: ShopperId,
  { change, key, ...call }: ChangeRequest & AwsCall,
): Promise<CartOutcome | typeof lostRace> {
  const command = new GetCommand({ TableName: table, Key: cartKey(shopperId), ConsistentRead: true })
  const { Item } = await client.send(command, call)
  const keyed = { key, change, now: now() }
  const [read, keys] = [cartOf(shopperId, Item, keyed.now), keysOf(Item)]
  if (isRepeat(keys, keyed)) return { cart: read, replayed: true }
  const cart = applyChange(read, change, { now: keyed.now, limits })
  const put = new PutCommand(putCart(table, cart, { read, keys: addKey(keys, keyed) }))
  const outcome = await outcomeOf(client.send(put, call))
  return outcome === refused || outcome === lostRace ? lostRace : { cart, replayed: false }
}
