/** Step 0 has routes of its own; what goes in and out of them is what goes in and out of every other step. */
import { createShopApp } from '@unsticky/http'
import { createApp } from '@unsticky/shop-stateful'
import { loadConfig } from '@unsticky/shop-stateful/config'
import { storefront } from '@unsticky/storefront'
import { expect, it } from 'vitest'
import { createInProcess, loadInProcessConfig } from './in-process.ts'

it('the document of the API is the same with ports and without', async () => {
  const env = { PORT: '0', LOG_LEVEL: 'silent', INSTANCE_ID: 'shop-1' }
  const settings = loadInProcessConfig(env)
  const adapters = await createInProcess(settings)
  const withPorts = await createShopApp({ adapters, settings, version: 'step 1', pages: storefront })
  const plain = await createApp(loadConfig(env))

  const [expected, actual] = [await documentOf(withPorts), await documentOf(plain)]

  expect(Object.keys(expected.paths).length).toBeGreaterThan(20)
  expect(actual).toEqual(expected)
  await Promise.all([withPorts.close(), plain.close()])
})

const documentOf = async (app: Awaited<ReturnType<typeof createApp>>) =>
  (await app.inject('/openapi.json')).json() as { paths: Record<string, object> }
