import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { ConfigurationError, createAwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'
import type { Item } from '../seen-order.ts'

/** An item as it was after one change. `undefined`: it was deleted. */
export interface StreamRecord {
  readonly sequenceNumber: string
  readonly item: Item | undefined
}

export interface RecordPage {
  readonly records: readonly StreamRecord[]
  /** `undefined`: the shard was read to its end. */
  readonly next: string | undefined
}

/** The stream of one table, in the words of this service. */
export interface StreamSource {
  shards(): Promise<{ readonly shards: readonly Shard[]; readonly isSwitchedOff: boolean }>
  /** Where to go on in a shard: after a record, or at the oldest that is kept. */
  iterator(shardId: string, options: { after?: string | undefined }): Promise<string>
  page(iterator: string): Promise<RecordPage>
}

/** The stream that a table has now. Throws `ConfigurationError` when it has none. */
export async function findStream(client: DynamoClient, table: string): Promise<string> {
  const ask = createAwsGuard('orders table', {
    configurationErrors: { ResourceNotFoundException: `There is no table ${table}` },
  })
  const { Table } = await ask((call) => client.send(new DescribeTableCommand({ TableName: table }), call))
  if (!Table?.LatestStreamArn || !Table.StreamSpecification?.StreamEnabled)
    throw new ConfigurationError(`The table ${table} has no stream: it is a setting of the data stack`)
  return Table.LatestStreamArn
}

export function createStreamSource(client: DynamoDBStreamsClient, streamArn: string): StreamSource {
  const ask = createAwsGuard('stream of the orders', { deadlineMs: 5000 })
  return { shards, iterator, page }

  async function shards() {
    const found: Shard[] = []
    for (let after: string | undefined; ; ) {
      const command = new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: after })
      const { StreamDescription } = await ask((call) => client.send(command, call))
      found.push(...(StreamDescription?.Shards ?? []))
      after = StreamDescription?.LastEvaluatedShardId
      if (!after) return { shards: found, isSwitchedOff: StreamDescription?.StreamStatus === 'DISABLED' }
    }
  }

  async function iterator(shardId: string, { after }: { after?: string | undefined }) {
    const command = new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shardId,
      ShardIteratorType: after ? 'AFTER_SEQUENCE_NUMBER' : 'TRIM_HORIZON',
      SequenceNumber: after,
    })
    const { ShardIterator } = await ask((call) => client.send(command, call))
    return String(ShardIterator)
  }

  async function page(iterator: string): Promise<RecordPage> {
    const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: 200 })
    const { Records = [], NextShardIterator } = await ask((call) => client.send(command, call))
    const records = Records.map(({ dynamodb }) => ({
      sequenceNumber: String(dynamodb?.SequenceNumber),
      item: dynamodb?.NewImage && unmarshall(dynamodb.NewImage as Parameters<typeof unmarshall>[0]),
    }))
    return { records, next: NextShardIterator }
  }
}
