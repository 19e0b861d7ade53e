import { randomBytes } from 'node:crypto'
import { UnavailableError } from '@unsticky/kernel'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { ShopAppOptions } from './app.ts'
import { readParts } from './shop-parts.ts'

/** Asks one backing service something harmless. */
type Look = () => Promise<unknown>

/**
 * One look into each service that this instance needs. The answers are thrown away; what counts is that the connections
 * are open, the catalogue is in memory, and a table or bucket that is not there ends the start.
 */
export function looksOf(app: FastifyInstance, { adapters, settings }: ShopAppOptions): readonly Look[] {
  const { carts, profiles, orders, sessions, identity } = adapters
  const parts = readParts(settings.SHOP_PARTS)
  const isPersonal = [...parts].some((part) => part !== 'catalogue')
  const account = 'account_warm-up'
  return [
    () => app.shop.catalogue(),
    () => fetchTokenKeys(identity, app.log),
    ...(isPersonal ? [() => findSession(sessions.store, randomBytes(24).toString('base64url'))] : []),
    ...(isPersonal && !carts.inSession ? [() => carts.load('guest_warm-up')] : []),
    ...(parts.has('accounts') || parts.has('pages') ? [() => profiles.load(account)] : []),
    ...(parts.has('orders') || parts.has('pages') ? [() => orders.get(account, 'order_warm-up')] : []),
  ]
}

/** What every look tells that finds nobody at home: the services, each once. Any other failure travels on. */
export async function absentServices(looks: readonly Look[]): Promise<readonly string[]> {
  const absent = await Promise.all(looks.map(serviceMissedBy))
  return [...new Set(absent.filter((service) => service !== undefined))].sort()
}

async function serviceMissedBy(look: Look) {
  try {
    await look()
  } catch (error) {
    if (error instanceof UnavailableError) return error.service
    throw error
  }
}

type SessionStore = ShopAppOptions['adapters']['sessions']['store']

const findSession = (store: SessionStore, id: string) =>
  new Promise<void>((resolve, reject) => store.get(id, (error) => (error ? reject(error) : resolve())))

/** A well-formed token of nobody makes the identity provider fetch the keys that it checks tokens with. */
async function fetchTokenKeys(
  { verifyAccessToken }: ShopAppOptions['adapters']['identity'],
  log: FastifyBaseLogger,
) {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const token = `${encode({ alg: 'RS256', kid: 'warm-up' })}.${encode({})}.${encode({})}`
  await verifyAccessToken(token).catch((err) => log.warn({ err }, 'token keys come with the first token'))
}
