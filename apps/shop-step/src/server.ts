import { demoCatalog } from '@unsticky/catalog'
import { assertNoStateInProcess, runShop } from '@unsticky/http'
import { storefront } from '@unsticky/storefront'
import { createAdapters } from './adapters.ts'
import { loadConfig } from './config.ts'

await runShop(async () => {
  const config = loadConfig()
  const { step } = config
  const settings = { ...config.settings, SESSION_PLUGIN: step.sessionPlugin }
  const adapters = await createAdapters(config)
  if (step.stateInProcess === 'refused') assertNoStateInProcess(adapters)
  // A catalogue in this process nobody else could fill; the one in a service is filled once, by whoever deploys.
  if (adapters.catalog.livesIn.kind === 'in-process') await adapters.catalog.put(demoCatalog())
  return { adapters, settings, version: `step ${step.id}`, pages: storefront }
})
