import {
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { type AwsCall, isNamed } from '@unsticky/aws-client'
import type { DynamoClient } from './dynamo-client.ts'
import { lostRace } from './races.ts'

export type TransactionItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** What became of one item of a transaction that was not made. */
export type ItemOutcome = 'fine' | 'condition' | 'conflict'

const outcomeByCode: Readonly<Record<string, ItemOutcome>> = {
  None: 'fine',
  ConditionalCheckFailed: 'condition',
  TransactionConflict: 'conflict',
  ThrottlingError: 'conflict',
  ProvisionedThroughputExceeded: 'conflict',
}

/**
 * Writes all items or none. `undefined`: written. Otherwise the outcome of each item, in their order. The SDK sends a
 * ClientRequestToken of its own with every call, so its repeats of one call count once.
 */
export async function writeAll(
  client: DynamoClient,
  items: readonly TransactionItem[],
  call: AwsCall,
): Promise<readonly ItemOutcome[] | undefined> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...items] }), call)
    return undefined
  } catch (error) {
    return cancellation(error)
  }
}

interface ItemKey {
  readonly pk: string
  readonly sk: string
}

/** Reads items of one table as they were at one moment; `undefined` where there is none. */
export async function readTogether(
  client: DynamoClient,
  { table, keys }: { table: string; keys: readonly ItemKey[] },
  call: AwsCall,
): Promise<readonly (Record<string, unknown> | undefined)[] | typeof lostRace> {
  try {
    const TransactItems = keys.map((Key) => ({ Get: { TableName: table, Key } }))
    const { Responses = [] } = await client.send(new TransactGetCommand({ TransactItems }), call)
    return keys.map((_, index) => Responses[index]?.Item)
  } catch (error) {
    if (cancellation(error).includes('conflict')) return lostRace
    throw error
  }
}

/** Throws again what is no cancellation, and a cancellation for a reason that no item explains. */
function cancellation(error: unknown): readonly ItemOutcome[] {
  if (!isNamed(error, 'TransactionCanceledException')) throw error
  const { CancellationReasons = [] } = error as { CancellationReasons?: { Code?: string }[] }
  return CancellationReasons.map(({ Code = 'None' }) => {
    const outcome = outcomeByCode[Code]
    if (!outcome) throw error
    return outcome
  })
}
