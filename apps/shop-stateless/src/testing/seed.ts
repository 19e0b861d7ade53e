/** Puts the demo catalogue into the table that the environment names. A program of its own: AWS SDKs read the environment. */
import { demoCatalog } from '@unsticky/catalog'
import { createDynamoCatalogStore, createDynamoClient } from '@unsticky/dynamodb'

const catalog = createDynamoCatalogStore({
  client: createDynamoClient(),
  table: process.env.SHOP_CATALOG_TABLE ?? '',
})
await catalog.put(demoCatalog())
await catalog.close()
