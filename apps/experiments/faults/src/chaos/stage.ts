import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { demoCatalog } from '@unsticky/catalog'
import { createDynamoCatalogStore, createDynamoClient } from '@unsticky/dynamodb'
import { type Fleet, startFleet } from '@unsticky/fleet'
import { createFaultProxy, type FaultProxy } from '@unsticky/fleet/fault-proxy'
import { ensureTools, type LocalCloud } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { entryOf } from '@unsticky/shops/contestants'
import { instanceEnv } from '@unsticky/shops/instance-env'

export interface ChaosStage extends AsyncDisposable {
  readonly fleet: Fleet
  readonly instances: number
  readonly cloud: LocalCloud
  /** Every connection of an instance to a store goes through one of these. */
  readonly links: Readonly<Record<'carts' | 'sessions' | 'aws', FaultProxy>>
  /** Sets the wall clock of one instance so much ahead. */
  stepClock(instanceId: string, aheadMs: number): void
}

export interface StageOptions {
  readonly instances: number
  /** Logs of the instances and the balancer. */
  readonly directory: string
  /** Another program than the stateless shop's, and settings on top: a test plants a fault. */
  readonly entry?: string | undefined
  readonly settings?: Readonly<Record<string, string>> | undefined
}

/** As a shop in production, but for what would take hours to see, and for limits of one address and one account. */
const chaosSettings = {
  LOG_LEVEL: 'info',
  DRAIN_SECONDS: '1',
  LOGIN_ATTEMPTS_PER_ACCOUNT: '1000000',
  // The default: what the burst overloads is refused.
  OVERLOAD_DELAY_MS: '1000',
  SHOP_COOKIE_KEYS_REFRESH_SECONDS: '1',
  SHOP_COOKIE_KEYS_SETTLE_SECONDS: '4',
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('../testing/stepped-clock.mjs', import.meta.url))}`,
}

/** The stateless shop with a balancer in front, and a fault proxy between it and each of its stores. */
export async function startChaosStage(options: StageOptions): Promise<ChaosStage> {
  const { instances, directory, entry = entryOf('stateless'), settings } = options
  const { envoy } = await ensureTools(['envoy'])
  await using starting = new AsyncDisposableStack()
  const cloud = starting.use(await startSeededCloud())
  await stockUp(cloud)
  const link = async (targetPort: number) => starting.use(await createFaultProxy({ targetPort }))
  const links = {
    carts: await link(cloud.valkeyCarts.port),
    sessions: await link(cloud.valkeySessions.port),
    aws: await link(cloud.aws.port),
  }
  const group = starting.use(createProcessGroup({ directory }))
  const clockFile = (instanceId: string) => join(directory, `clock-of-${instanceId}`)
  const cloudEnv = throughLinks(cloud, links)
  const fleet = starting.use(
    await startFleet({
      name: 'chaos',
      instances,
      program: {
        entry,
        env: (context) => ({
          ...instanceEnv('stateless', { cloudEnv, directory, settings: { ...chaosSettings, ...settings } })(
            context,
          ),
          CLOCK_FILE: clockFile(context.instanceId),
        }),
      },
      balancer: { routing: 'round-robin', failureHandling: 'resilient' },
      envoyPath: envoy.command,
      group,
    }),
  )
  const running = starting.move()
  return {
    ...{ fleet, instances, cloud, links },
    stepClock: (instanceId, aheadMs) => writeFileSync(clockFile(instanceId), String(aheadMs)),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** As many units as half an hour of orders takes. */
export const chaosCatalog = demoCatalog().map(({ product, stock }) => ({ product, stock: stock * 1000 }))

async function stockUp({ env }: LocalCloud) {
  Object.assign(process.env, env) // AWS SDKs read the environment
  const catalog = createDynamoCatalogStore({
    client: createDynamoClient(),
    table: env.SHOP_CATALOG_TABLE as string,
  })
  await catalog.put(chaosCatalog)
  await catalog.close()
}

/** The environment of the cloud, with the port of each store exchanged for that of its proxy. */
function throughLinks(cloud: LocalCloud, links: ChaosStage['links']): Readonly<Record<string, string>> {
  const ports = new Map([
    [cloud.valkeyCarts.port, links.carts.port],
    [cloud.valkeySessions.port, links.sessions.port],
    [cloud.aws.port, links.aws.port],
  ])
  const exchanged = (value: string) =>
    value.replace(/(?<=(?:127\.0\.0\.1|localhost):)\d+/g, (port) => String(ports.get(Number(port)) ?? port))
  return Object.fromEntries(Object.entries(cloud.env).map(([name, value]) => [name, exchanged(value)]))
}
