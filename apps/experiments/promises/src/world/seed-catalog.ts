import { demoCatalog } from '@unsticky/catalog'
import { createDynamoCatalogStore, createDynamoClient } from '@unsticky/dynamodb'

/** Puts the demo catalogue, with its stock, into the table that the environment names. */
export async function seedCatalog(): Promise<void> {
  const table = process.env.SHOP_CATALOG_TABLE
  if (!table) throw new Error('SHOP_CATALOG_TABLE names no table: start the services first')
  const catalog = createDynamoCatalogStore({ client: createDynamoClient(), table })
  await catalog.put(demoCatalog())
  await catalog.close()
}
