/** Puts the demo catalogue into the table that the environment names. A program of its own: AWS SDKs read the environment. */
import { demoCatalog } from '@unsticky/catalog'
import { createDynamoCatalogStore, createDynamoClient } from '@unsticky/dynamodb'

const table = process.env.SHOP_CATALOG_TABLE
if (!table) throw new Error('SHOP_CATALOG_TABLE names no table')
const catalog = createDynamoCatalogStore({ client: createDynamoClient(), table })
await catalog.put(demoCatalog())
await catalog.close()
