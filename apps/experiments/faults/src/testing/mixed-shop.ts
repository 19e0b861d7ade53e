/** The stateless shop with one adapter of the stateful one, as a hurried change might leave it. */

import { assertNoStateInProcess, runShop } from '@unsticky/http'
import { createMemoryRateLimiter } from '@unsticky/in-process'
import { createAdapters } from '@unsticky/shop-stateless/adapters'
import { loadConfig } from '@unsticky/shop-stateless/config'

await runShop(async () => {
  const settings = loadConfig()
  const adapters = { ...(await createAdapters(settings)), rateLimiter: createMemoryRateLimiter() }
  assertNoStateInProcess(adapters)
  return { adapters, settings, version: 'mixed' }
})
