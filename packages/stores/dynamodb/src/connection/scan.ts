import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from './dynamo-client.ts'

interface ScanOptions {
  readonly client: DynamoClient
  readonly table: string
  /** Every page has a deadline of its own. */
  readonly ask: AwsGuard
}

/** Every item of a table, page after page. Reads the whole table: for a move, never for a request. */
export async function* scanItems({
  client,
  table,
  ask,
}: ScanOptions): AsyncIterable<Record<string, unknown>> {
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const command = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey })
    const page = await ask((call) => client.send(command, call))
    yield* page.Items ?? []
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
}
