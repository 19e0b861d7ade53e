import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { AwsCall } from '@unsticky/aws-client'
import type { DynamoClient } from './dynamo-client.ts'

type Item = Record<string, unknown>

interface PageOptions {
  /** Stops when this many are there. */
  readonly limit?: number
  /** Items asked for at once; DynamoDB ends a page at 1 MB in any case. */
  readonly pageSize?: number | undefined
}

/** All items that a query finds, page after page. */
export async function queryAll(
  client: DynamoClient,
  query: QueryCommandInput,
  { limit = Number.POSITIVE_INFINITY, pageSize, ...call }: PageOptions & AwsCall,
): Promise<readonly Item[]> {
  const items: Item[] = []
  let next: Item | undefined = query.ExclusiveStartKey
  do {
    const wanted = Math.min(limit - items.length, pageSize ?? Number.POSITIVE_INFINITY)
    const page = await client.send(
      new QueryCommand({
        ...query,
        ExclusiveStartKey: next,
        ...(Number.isFinite(wanted) && { Limit: wanted }),
      }),
      call,
    )
    items.push(...(page.Items ?? []))
    next = page.LastEvaluatedKey
  } while (next && items.length < limit)
  return items
}
