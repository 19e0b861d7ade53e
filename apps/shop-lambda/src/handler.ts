/** The stateless shop behind an HTTP API: one process serves one request at a time and is frozen between two. */
import awsLambdaFastify from '@fastify/aws-lambda'
import { assertNoStateInProcess, createShopApp } from '@unsticky/http'
import { storefront } from '@unsticky/storefront'
import { createAdapters } from './adapters.ts'
import { withClientAddress } from './client-address.ts'
import { loadConfig } from './config.ts'

const settings = loadConfig()
const adapters = await createAdapters(settings)
assertNoStateInProcess(adapters)
const app = await createShopApp({ adapters, settings, version: 'stateless', pages: storefront })
const serve = awsLambdaFastify(app, { decorateRequest: false, payloadVersion: '2.0' })
await app.ready()
app.health.becomeReady()

export const handler = (event: Parameters<typeof withClientAddress>[0], context: unknown) =>
  serve(withClientAddress(event), context as never)
