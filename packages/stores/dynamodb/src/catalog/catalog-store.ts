import { randomUUID } from 'node:crypto'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { CatalogEntry, CatalogStore, ProductId } from '@unsticky/catalog'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoGuard } from '../connection/dynamo-guard.ts'
import { queryAll } from '../connection/pages.ts'
import { getItems, putItems } from './batches.ts'
import { allProducts, productKey, stockKey, toItems, toProduct, versionKey } from './catalog-items.ts'

export interface DynamoCatalogStoreOptions {
  readonly client: DynamoClient
  readonly table: string
  /** Products read at once by `list`; left out, DynamoDB ends a page at 1 MB. */
  readonly pageSize?: number
}

/**
 * Products, stock and version in one table. All reads are consistent ones: whoever sees a new version must see the
 * products of that version, or would keep the old ones until the next change.
 */
export function createDynamoCatalogStore({
  client,
  table,
  pageSize,
}: DynamoCatalogStoreOptions): CatalogStore {
  const ask = createDynamoGuard('catalogue', { tables: [table] })
  const batches = { client, table, ask }
  return {
    livesIn: { kind: 'shared', name: 'DynamoDB' },
    version,
    list,
    get,
    stock,
    put,
    close: async () => client.destroy(),
  }

  async function version() {
    const item = await read(versionKey)
    return typeof item?.version === 'string' ? item.version : 'empty'
  }

  async function list() {
    const query = { TableName: table, ConsistentRead: true, ...allProducts }
    const items = await ask((call) => queryAll(client, query, { pageSize, ...call }))
    return items.map(toProduct)
  }

  async function get(id: ProductId) {
    const item = await read(productKey(id))
    return item && toProduct(item)
  }

  async function stock(ids: readonly ProductId[]) {
    const items = await getItems(batches, [...new Set(ids)].map(stockKey))
    return new Map(items.map((item) => [item.productId as ProductId, item.stock as number]))
  }

  async function put(entries: readonly CatalogEntry[]) {
    await putItems(batches, entries.flatMap(toItems))
    // Last, so that nobody takes a half-written assortment for the new version.
    const Item = { ...versionKey, version: randomUUID() }
    await ask((call) => client.send(new PutCommand({ TableName: table, Item }), call))
  }

  async function read(Key: Record<string, string>) {
    const command = new GetCommand({ TableName: table, Key, ConsistentRead: true })
    const { Item } = await ask((call) => client.send(command, call))
    return Item
  }
}
