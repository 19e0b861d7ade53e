import type { IdentityProvider } from '@unsticky/accounts'
import type { FastifyBaseLogger } from 'fastify'
import { createShopApp, type ShopAppOptions } from './app.ts'
import { runInstance } from './run-instance.ts'

/** Runs one instance of the shop over its adapters. It gets requests when catalogue and token keys are there. */
export const runShop = (prepare: () => Promise<ShopAppOptions>): Promise<void> =>
  runInstance(async () => {
    const options = await prepare()
    const { settings, adapters } = options
    const app = await createShopApp(options)
    const warmUp = () => Promise.all([app.shop.catalogue(), fetchTokenKeys(adapters.identity, app.log)])
    return { app, settings, warmUp }
  })

/** A well-formed token of nobody makes the identity provider fetch the keys that it checks tokens with. */
async function fetchTokenKeys(identity: IdentityProvider, log: FastifyBaseLogger) {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const token = `${encode({ alg: 'RS256', kid: 'warm-up' })}.${encode({})}.${encode({})}`
  await identity
    .verifyAccessToken(token)
    .catch((err) => log.warn({ err }, 'token keys come with the first token'))
}
