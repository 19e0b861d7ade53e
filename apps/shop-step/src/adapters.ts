import { type AdapterMakers, makeAdapters, type ShopAdapters } from '@unsticky/http'
import { services } from '@unsticky/shop-stateless/adapters'
import type { Composition, Port } from '@unsticky/steps'
import type { Config } from './config.ts'
import { createInProcess } from './in-process.ts'
import { naiveAdapters } from './naive-adapters.ts'

/** What the matrix may name, port by port: every name, and nothing else. */
type Shelf = { readonly [P in Port]: Readonly<Record<Exclude<Composition[P], 'plain'>, AdapterMakers[P]>> }

/** Takes what the matrix names for a step from the two ends. */
export async function createAdapters(config: Config): Promise<ShopAdapters> {
  const { composition } = config.step
  const before = await createInProcess(config.inProcess)
  const shelf = fillShelf(before, config)
  const taken = Object.entries(composition).map(([port, name]) => [port, pick(shelf, port as Port, name)])
  return makeAdapters({
    ...(Object.fromEntries(taken) as AdapterMakers),
    authorizePayment: () => before.authorizePayment,
  })
}

function fillShelf(before: ShopAdapters, { stateless }: Config): Shelf {
  const after = stateless ? services(stateless) : noServices
  const naive = naiveAdapters(stateless)
  return {
    identity: { memory: () => before.identity, Cognito: after.identity },
    profiles: { memory: () => before.profiles, DynamoDB: after.profiles },
    files: { disk: () => before.files, S3: after.files },
    cookieKeys: { memory: () => before.cookieKeys, 'Secrets Manager': after.cookieKeys },
    sessions: {
      memory: () => before.sessions,
      'Valkey, unguarded': naive.sessions,
      Valkey: after.sessions,
    },
    carts: { memory: () => before.carts, session: naive.carts, Valkey: after.carts },
    cartEvents: { memory: () => before.cartEvents, Valkey: after.cartEvents },
    rateLimiter: { memory: () => before.rateLimiter, Valkey: after.rateLimiter },
    leases: { memory: () => before.leases, Valkey: after.leases },
    catalog: { memory: () => before.catalog, DynamoDB: after.catalog },
    orders: { memory: () => before.orders, DynamoDB: after.orders },
  }
}

function pick(shelf: Shelf, port: Port, name: string) {
  if (name === 'plain') throw new Error('Step 0 has no ports, so there are no adapters to make')
  return (shelf[port] as Readonly<Record<string, () => unknown>>)[name]
}

/** Stands where a step without services would reach for one: a column and `usesServices` that disagree. */
const noServices = new Proxy({} as AdapterMakers, {
  get: (_target, port) => () => {
    throw new Error(`This step was started without services, but the matrix names one for "${String(port)}"`)
  },
})
