import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AwsGuard } from '@unsticky/aws-client'
import type { DynamoClient } from '@unsticky/dynamodb'
import {
  isTogether,
  type Notice,
  noTotals,
  noticeKey,
  noticesKey,
  otherOf,
  productKey,
  type Totals,
  totalsKey,
} from './insight-items.ts'

interface ReaderOptions {
  readonly client: DynamoClient
  readonly table: string
  readonly ask: AwsGuard
}

export interface InsightReader {
  totals(): Promise<Totals>
  /** Notices with a higher number, the lowest first. */
  noticesAfter(number: number, options: { limit: number }): Promise<readonly Notice[]>
  /** What else was in the orders with this product, the most frequent first. */
  boughtTogether(productId: string, options: { limit: number }): Promise<BoughtTogether>
}

export interface BoughtTogether {
  readonly productId: string
  /** Orders with this product in them. */
  readonly orders: number
  readonly others: readonly { readonly productId: string; readonly name: string; readonly orders: number }[]
}

export function createReader({ client, table, ask }: ReaderOptions): InsightReader {
  return {
    async totals() {
      const command = new GetCommand({ TableName: table, Key: totalsKey, ConsistentRead: true })
      const { Item } = await ask((call) => client.send(command, call))
      if (!Item) return noTotals
      const { orders, cancelled, cents, notices } = Item as Totals
      return { orders, cancelled, cents, notices }
    },

    async noticesAfter(number, { limit }) {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :notices AND sk > :after',
        ExpressionAttributeValues: { ':notices': noticesKey, ':after': noticeKey(number).sk },
        ConsistentRead: true,
        Limit: limit,
      })
      const { Items = [] } = await ask((call) => client.send(command, call))
      return Items.map(({ pk, sk, ...notice }) => notice as Notice)
    },

    async boughtTogether(productId, { limit }) {
      const command = new GetCommand({ TableName: table, Key: productKey(productId) })
      const { Item: product = {} } = await ask((call) => client.send(command, call))
      const counts = Object.entries(product)
        .filter(([attribute, orders]) => isTogether(attribute) && orders > 0)
        .map(([attribute, orders]) => ({ productId: otherOf(attribute), orders: Number(orders) }))
        .sort((a, b) => b.orders - a.orders || (a.productId < b.productId ? -1 : 1))
        .slice(0, limit)
      const names = await namesOf(counts.map((each) => each.productId))
      const others = counts.map((each) => ({ ...each, name: names.get(each.productId) ?? each.productId }))
      return { productId, orders: Number(product.orders ?? 0), others }
    },
  }

  async function namesOf(productIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (productIds.length === 0) return new Map()
    const command = new BatchGetCommand({
      RequestItems: {
        [table]: {
          Keys: productIds.map(productKey),
          ProjectionExpression: 'pk, #name',
          ExpressionAttributeNames: { '#name': 'name' },
        },
      },
    })
    const { Responses } = await ask((call) => client.send(command, call))
    const items = Responses?.[table] ?? []
    return new Map(items.map(({ pk, name }) => [String(pk).slice('PRODUCT#'.length), String(name)]))
  }
}
