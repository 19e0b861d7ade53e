import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { createAwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'

/** How far a shard of the stream was read. */
export interface Checkpoint {
  /** The last record that was noted; `undefined`: none. */
  readonly sequenceNumber?: string
  /** Read to its end: it gets no more records. */
  readonly isFinished?: boolean
}

/** What the service has read of one stream, so that the next process goes on where this one was killed. */
export interface Checkpoints {
  all(): Promise<ReadonlyMap<string, Checkpoint>>
  save(shardId: string, checkpoint: Checkpoint): Promise<void>
  /** Whether the orders from before the stream were noted. */
  isCaughtUp(): Promise<boolean>
  setCaughtUp(isCaughtUp: boolean): Promise<void>
}

interface CheckpointOptions {
  readonly client: DynamoClient
  readonly table: string
  /** A table whose stream is switched off and on again gets another stream, which has read nothing yet. */
  readonly streamArn: string
}

export function createCheckpoints({ client, table, streamArn }: CheckpointOptions): Checkpoints {
  const ask = createAwsGuard('insights table')
  const shards = `SHARDS#${streamArn}`
  const caughtUp = { pk: `CAUGHT-UP#${streamArn}`, sk: 'ALL' }
  return {
    all,
    async save(shardId, checkpoint) {
      const item = { pk: shards, sk: shardId, ...checkpoint }
      await ask((call) => client.send(new PutCommand({ TableName: table, Item: item }), call))
    },
    async isCaughtUp() {
      const command = new GetCommand({ TableName: table, Key: caughtUp, ConsistentRead: true })
      const { Item } = await ask((call) => client.send(command, call))
      return Item !== undefined
    },
    async setCaughtUp(isCaughtUp) {
      const TableName = table
      await ask((call) =>
        isCaughtUp
          ? client.send(new PutCommand({ TableName, Item: caughtUp }), call)
          : client.send(new DeleteCommand({ TableName, Key: caughtUp }), call),
      )
    },
  }

  async function all() {
    const found = new Map<string, Checkpoint>()
    let next: Record<string, unknown> | undefined
    do {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :shards',
        ExpressionAttributeValues: { ':shards': shards },
        ConsistentRead: true,
        ExclusiveStartKey: next,
      })
      const page = await ask((call) => client.send(command, call))
      for (const { sk, sequenceNumber, isFinished } of page.Items ?? [])
        found.set(String(sk), { sequenceNumber, isFinished })
      next = page.LastEvaluatedKey
    } while (next)
    return found
  }
}
