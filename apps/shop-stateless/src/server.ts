import { assertNoStateInProcess, runShop } from '@unsticky/http'
import { storefront } from '@unsticky/storefront'
import { createAdapters } from './adapters.ts'
import { loadConfig } from './config.ts'

await runShop(async () => {
  const settings = loadConfig()
  const adapters = await createAdapters(settings)
  assertNoStateInProcess(adapters)
  return { adapters, settings, version: 'stateless', pages: storefront }
})
