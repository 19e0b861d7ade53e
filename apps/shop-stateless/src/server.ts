import { createServiceClock } from '@unsticky/aws-client'
import { createDynamoClient } from '@unsticky/dynamodb'
import { assertNoStateInProcess, runShop } from '@unsticky/http'
import { storefront } from '@unsticky/storefront'
import { createAdapters } from './adapters.ts'
import { loadConfig } from './config.ts'

await runShop(async () => {
  const settings = loadConfig()
  const client = createDynamoClient()
  const { now } = createServiceClock(client)
  const adapters = await createAdapters(settings, { client })
  assertNoStateInProcess(adapters)
  return { adapters, settings, version: 'stateless', pages: storefront, now }
})
