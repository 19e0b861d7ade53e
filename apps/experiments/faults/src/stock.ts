import { demoCatalog } from '@unsticky/catalog'
import { createDynamoCatalogStore, createDynamoClient } from '@unsticky/dynamodb'

/** A product of which there are few. */
export const scarce = 'limited-edition-print'

export const putStock = (table: string, stock: number) =>
  withCatalog(table, (store) =>
    store.put(
      demoCatalog()
        .filter(({ product }) => product.id === scarce)
        .map((entry) => ({ ...entry, stock })),
    ),
  )

export const stockIn = (table: string) =>
  withCatalog(table, async (store) => (await store.stock([scarce])).get(scarce) ?? 0)

async function withCatalog<T>(
  table: string,
  use: (store: ReturnType<typeof createDynamoCatalogStore>) => Promise<T>,
) {
  const store = createDynamoCatalogStore({ client: createDynamoClient(), table })
  return use(store).finally(() => store.close())
}
