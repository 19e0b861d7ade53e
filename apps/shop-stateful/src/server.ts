import { demoCatalog } from '@unsticky/catalog'
import { runShop } from '@unsticky/http'
import { storefront } from '@unsticky/storefront'
import { createAdapters } from './adapters.ts'
import { loadConfig } from './config.ts'

await runShop(async () => {
  const settings = loadConfig()
  const adapters = await createAdapters(settings)
  await adapters.catalog.put(demoCatalog()) // nobody else could: the catalogue is in this process
  return { adapters, settings, version: 'stateful', pages: storefront }
})
