import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsCall } from '@unsticky/aws-client'
import type { Cart } from '@unsticky/cart'
import { queryAll } from '../connection/pages.ts'
import { outcomeOf, refused, untilWon } from '../connection/races.ts'
import { cartKey, idleIndex, idleShards, toCart } from './cart-items.ts'
import type { CartDependencies } from './change-cart.ts'

type ReminderDependencies = Pick<CartDependencies, 'client' | 'table' | 'now'>

/** The carts that lay idle longest. The index may be a moment behind; `noteReminder` looks at the cart itself. */
export async function findIdle(
  { client, table, now }: ReminderDependencies,
  { before, limit }: { before: number; limit: number },
  call: AwsCall,
): Promise<readonly Cart[]> {
  const queries = idleShards.map((shard) =>
    queryAll(
      client,
      {
        TableName: table,
        IndexName: idleIndex,
        KeyConditionExpression: '#idleShard = :shard AND #updatedAt < :before',
        ExpressionAttributeNames: { '#idleShard': 'idleShard', '#updatedAt': 'updatedAt' },
        ExpressionAttributeValues: { ':shard': shard, ':before': before },
      },
      { limit, ...call },
    ),
  )
  const items = (await Promise.all(queries)).flat()
  const kept = items.filter((item) => (item.expiresAt as number) > now())
  return kept
    .map(toCart)
    .sort((a, b) => a.updatedAt - b.updatedAt)
    .slice(0, limit)
}

const isThisRevision = '#revision = :revision'
const isNotReminded = 'attribute_exists(#idleShard)'

/** Takes the cart out of the index. False when somebody else did, or when the cart has changed since. */
export async function noteReminder(
  { client, table }: ReminderDependencies,
  { shopperId, revision }: Cart,
  call: AwsCall,
): Promise<boolean> {
  const command = new UpdateCommand({
    TableName: table,
    Key: cartKey(shopperId),
    UpdateExpression: 'REMOVE #idleShard',
    ConditionExpression: `${isThisRevision} AND ${isNotReminded}`,
    ExpressionAttributeNames: { '#revision': 'revision', '#idleShard': 'idleShard' },
    ExpressionAttributeValues: { ':revision': revision },
  })
  const outcome = await untilWon(() => outcomeOf(client.send(command, call)), call)
  return outcome !== refused
}
