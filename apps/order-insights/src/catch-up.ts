import { setTimeout as sleep } from 'node:timers/promises'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { createAwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'
import { UnavailableError } from '@unsticky/kernel'
import type { Log } from './log.ts'
import { type Item, isOrder } from './seen-order.ts'

interface CatchUpOptions {
  readonly client: DynamoClient
  readonly ordersTable: string
  readonly note: (item: Item) => Promise<unknown>
  readonly signal: AbortSignal
  readonly log: Log
}

/**
 * Notes every order of the table, from before the stream or from a gap in it. Beside the stream: an order that both bring
 * counts once. Resolves to whether it came to the end before the signal.
 */
export async function catchUp({ client, ordersTable, note, signal, log }: CatchUpOptions): Promise<boolean> {
  const ask = createAwsGuard('orders table', { deadlineMs: 5000 })
  let next: Record<string, unknown> | undefined
  do {
    const page = await patiently(() => ask((call) => client.send(scanFrom(next), call)))
    for (const item of page?.Items ?? []) {
      if (signal.aborted) return false
      if (isOrder(item)) await patiently(() => note(item))
    }
    next = page?.LastEvaluatedKey
  } while (next && !signal.aborted)
  return !signal.aborted

  function scanFrom(start: Record<string, unknown> | undefined) {
    // Consistent: an order from before the stream must not hide in a copy that is behind.
    return new ScanCommand({
      TableName: ordersTable,
      ExclusiveStartKey: start,
      Limit: 200,
      ConsistentRead: true,
    })
  }

  /** An outage is waited for, until the signal. */
  async function patiently<T>(work: () => Promise<T>): Promise<T | undefined> {
    while (!signal.aborted) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error
        log.warn({ err: error }, 'catching up waits')
        await sleep(1000, undefined, { signal }).catch(() => {})
      }
    }
    return undefined
  }
}
