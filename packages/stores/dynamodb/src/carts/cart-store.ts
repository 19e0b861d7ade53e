import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsCall } from '@unsticky/aws-client'
import { type Cart, type CartLimits, type CartStore, cartLimits } from '@unsticky/cart'
import { type Now, type ShopperId, systemNow } from '@unsticky/kernel'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { untilWon } from '../connection/races.ts'
import { cartKey, cartOf } from './cart-items.ts'
import { tryChange } from './change-cart.ts'
import { tryMerge } from './merge-guest.ts'
import { findIdle, noteReminder } from './reminders.ts'
import { createTurns } from './turns.ts'

export interface DynamoCartStoreOptions {
  readonly client: DynamoClient
  readonly table: string
  readonly now?: Now
  readonly limits?: CartLimits
}

/**
 * One item per cart with the Idempotency-Keys of its last changes, written under the condition that nobody else has.
 * The limits of a cart keep its item far below DynamoDB's 400 KB. A guest's cart lives 30 days after its last change,
 * an account's 90.
 */
export function createDynamoCartStore({
  client,
  table,
  now = systemNow,
  limits = cartLimits,
}: DynamoCartStoreOptions): CartStore {
  const dependencies = { client, table, now, limits }
  const ask = createDynamoGuard('cart store', { tables: [table] })
  const { inTurn, inTurnOfAll } = createTurns()
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB' },
    load: (shopperId) => ask((call) => load(shopperId, call)),
    change: (shopperId, change, { key }) =>
      ask((call) => {
        const attempt = () => tryChange(dependencies, shopperId, { change, key, ...call })
        return inTurn(shopperId, () => untilWon(attempt, call))
      }),
    mergeGuest: (guestId, accountId) =>
      ask((call) => {
        if (guestId === accountId) return load(accountId, call)
        const attempt = () => tryMerge(dependencies, { guestId, accountId }, call)
        return inTurnOfAll([guestId, accountId], () => untilWon(attempt, call))
      }),
    abandoned: (options) => ask((call) => findIdle(dependencies, options, call)),
    markReminded: (cart) => ask((call) => noteReminder(dependencies, cart, call)),
    close: async () => client.destroy(),
  }

  async function load(shopperId: ShopperId, call: AwsCall): Promise<Cart> {
    const command = new GetCommand({ TableName: table, Key: cartKey(shopperId), ConsistentRead: true })
    const { Item } = await client.send(command, call)
    return cartOf(shopperId, Item, now())
  }
}
