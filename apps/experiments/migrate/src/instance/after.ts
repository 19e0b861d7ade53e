/** The stateless shop, with logins that know the accounts of before. As soon as all have moved, it is the plain one. */
import { assertNoStateInProcess, runShop } from '@unsticky/http'
import { loadConfig } from '@unsticky/shop-stateless/config'
import { storefront } from '@unsticky/storefront'
import { createBridgedAdapters } from './next-side.ts'

await runShop(async () => {
  const settings = loadConfig()
  const { adapters } = await createBridgedAdapters(settings)
  assertNoStateInProcess(adapters)
  return { adapters, settings, version: 'stateless', pages: storefront }
})
