import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsCall, AwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { pause } from '../connection/races.ts'

type Item = Record<string, unknown>

/** The most that DynamoDB takes in one request. */
const largestBatch = { write: 25, read: 100 }

interface Batches {
  readonly client: DynamoClient
  readonly table: string
  /** Every batch has a deadline of its own, so that a long list is no slow service. */
  readonly ask: AwsGuard
}

/** Puts any number of items. No transaction: a reader may see some of them before the others. */
export async function putItems({ client, table, ask }: Batches, items: readonly Item[]): Promise<void> {
  for (const batch of chunks(items, largestBatch.write)) {
    await ask((call) => writeBatch(batch, call))
  }

  async function writeBatch(batch: readonly Item[], call: AwsCall) {
    let requests = batch.map((Item) => ({ PutRequest: { Item } })) as object[]
    for (let round = 0; requests.length > 0; round += 1) {
      if (round > 0) await pause(round, call)
      const command = new BatchWriteCommand({ RequestItems: { [table]: requests } })
      const { UnprocessedItems } = await client.send(command, call)
      requests = UnprocessedItems?.[table] ?? []
    }
  }
}

/** Reads any number of items, always the latest; what is not there is left out. No key may come twice. */
export async function getItems(
  { client, table, ask }: Batches,
  keys: readonly Item[],
): Promise<readonly Item[]> {
  const found: Item[] = []
  for (const batch of chunks(keys, largestBatch.read)) {
    found.push(...(await ask((call) => readBatch(batch, call))))
  }
  return found

  async function readBatch(batch: readonly Item[], call: AwsCall) {
    const items: Item[] = []
    let Keys = [...batch]
    for (let round = 0; Keys.length > 0; round += 1) {
      if (round > 0) await pause(round, call)
      const command = new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } })
      const { Responses, UnprocessedKeys } = await client.send(command, call)
      items.push(...(Responses?.[table] ?? []))
      Keys = UnprocessedKeys?.[table]?.Keys ?? []
    }
    return items
  }
}

function* chunks<T>(items: readonly T[], size: number) {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}
