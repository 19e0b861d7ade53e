import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { createAwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'
import type { Item, SeenOrder } from '../seen-order.ts'
import { unreadableKey } from './insight-items.ts'
import { createNoter } from './note-order.ts'
import { createReader, type InsightReader } from './read-insights.ts'

interface InsightStoreOptions {
  readonly client: DynamoClient
  readonly table: string
}

/** Counts, pairs and notices of orders. A table that does not answer is an `UnavailableError`. */
export interface InsightStore extends InsightReader {
  /**
   * Counts an order, or its cancellation, and takes the next notice number for it: all or nothing, once however often
   * it is called. Resolves to whether something changed.
   */
  note(order: SeenOrder): Promise<boolean>
  /** Keeps what could not be read as an order. */
  keepUnreadable(id: string, item: Item): Promise<void>
}

export function createInsightStore({ client, table }: InsightStoreOptions): InsightStore {
  const ask = createAwsGuard('insights table')
  return {
    ...createReader({ client, table, ask }),
    note: createNoter({ client, table }),
    async keepUnreadable(id, item) {
      const put = new PutCommand({ TableName: table, Item: { ...unreadableKey(id), item } })
      await ask((call) => client.send(put, call))
    },
  }
}
