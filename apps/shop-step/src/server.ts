import { demoCatalog } from '@unsticky/catalog'
import { assertNoStateInProcess, runShop } from '@unsticky/http'
import { runInstance } from '@unsticky/http/edge'
import { createApp } from '@unsticky/shop-stateful'
import { loadConfig as loadPlainConfig } from '@unsticky/shop-stateful/config'
import { storefront } from '@unsticky/storefront'
import { createAdapters } from './adapters.ts'
import { loadConfig } from './config.ts'

if (process.env.SHOP_STEP === '0') await runInstance(preparePlainShop)
else await runShop(prepareComposition)

/** Step 0 has no ports, so there is nothing to compose. */
async function preparePlainShop() {
  const settings = loadPlainConfig()
  return { settings, app: await createApp(settings, { version: 'step 0' }) }
}

async function prepareComposition() {
  const config = loadConfig()
  const { step, settings } = config
  const adapters = await createAdapters(config)
  // Parts that run apart share nothing but the services: what one of them kept, the others would miss.
  const isApart = settings.SHOP_PARTS !== 'all'
  if (step.stateInProcess === 'refused' || isApart) assertNoStateInProcess(adapters)
  // A catalogue in this process nobody else could fill; the one in a service is filled once, by whoever deploys.
  if (adapters.catalog.livesIn.kind === 'in-process') await adapters.catalog.put(demoCatalog())
  return { adapters, settings, version: `step ${step.id}`, pages: storefront }
}
