/** What a load test runs on: one fleet of one step, with the stores behind it. */

import { type FailureHandling, type Fleet, type Routing, startFleet } from '@unsticky/fleet'
import { askValkey, ensureTools, type LocalCloud, type ValkeyHandle } from '@unsticky/local-cloud'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { instanceEnv } from '@unsticky/shops/instance-env'
import { findShop } from '@unsticky/shops/shop-choices'
import { parseKeyspace, type StoreKeys } from './instance-memory.ts'

export interface StageOptions {
  /** As `pnpm shop --step` takes it. */
  readonly step: string
  /** The program of an instance, in place of the step's own: a test puts a fault in. */
  readonly entry?: string
  readonly instances: number
  /** Unless given, as the step needs it. */
  readonly routing?: Routing
  readonly failureHandling: FailureHandling
  /** Logs and disks of the instances. */
  readonly directory: string
  /** On top of the step's own settings. A function is asked anew for every instance that starts. */
  readonly settings?: () => Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

export interface Stage extends AsyncDisposable {
  readonly title: string
  readonly routing: Routing
  readonly fleet: Fleet
  readonly group: ProcessGroup
  readonly k6Path: string
  readKeys(): Promise<readonly StoreKeys[]>
}

/** Starts stores, instances and balancer. Throws `UnknownStepError`; whatever it throws, nothing is left running. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { step, instances, failureHandling, directory, settings = () => ({}), log } = options
  const shop = findShop(step)
  const routing = options.routing ?? shop.routing
  const tools = await ensureTools(['envoy', 'k6'])
  await using starting = new AsyncDisposableStack()
  const cloud = shop.needsServices ? starting.use(await startSeededCloud()) : undefined
  const group = starting.use(createProcessGroup({ directory }))
  const kind = shop.needsServices ? 'stateless' : 'stateful'
  const fleet = starting.use(
    await startFleet({
      name: 'load',
      instances,
      program: {
        entry: options.entry ?? shop.entry,
        env: (context) =>
          instanceEnv(kind, {
            cloudEnv: cloud?.env ?? {},
            directory,
            settings: { ...shop.env, ...settings() },
          })(context),
      },
      balancer: { routing, failureHandling },
      envoyPath: tools.envoy.command,
      group,
      log,
    }),
  )
  const running = starting.move()
  return {
    ...{ title: shop.title, routing, fleet, group, k6Path: tools.k6.command },
    readKeys: () => readKeys(cloud),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

async function readKeys(cloud: LocalCloud | undefined): Promise<readonly StoreKeys[]> {
  if (!cloud) return []
  const keysOf = async (store: string, { port, password }: ValkeyHandle) =>
    parseKeyspace(store, await askValkey('INFO keyspace', { port, password }))
  return Promise.all([keysOf('sessions', cloud.valkeySessions), keysOf('carts', cloud.valkeyCarts)])
}
