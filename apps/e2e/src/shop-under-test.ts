import { join } from 'node:path'
import { type Fleet, type Routing, startFleet } from '@unsticky/fleet'
import { ensureTools, type LocalCloud } from '@unsticky/local-cloud'
import type { ProcessGroup } from '@unsticky/processes'
import { entryOf, type Step } from '@unsticky/shops/contestants'
import { instanceEnv } from '@unsticky/shops/instance-env'

/** One version of the shop: three instances behind Envoy, and its session store, to be treated badly. */
export interface ShopUnderTest {
  readonly name: Step
  readonly url: string
  readonly fleet: Fleet
  /** What happened to the instances, one line each, since `heal`. */
  readonly events: readonly string[]
  /** Begins to make whole what a test broke: three ready instances. */
  heal(): void
  /** Resolves when it is whole. Rejects when it cannot be healed. */
  whole(): Promise<void>
  stop(): Promise<void>
}

interface StartOptions {
  readonly group: ProcessGroup
  readonly cloudEnv?: LocalCloud['env']
}

const instances = 3

/**
 * Starts a version of the shop. The before gets what it needs most, sticky sessions, and both get every repeat that the
 * balancer can make: what is lost then is lost to where the state lives.
 */
export async function startShop(step: Step, { group, cloudEnv = {} }: StartOptions): Promise<ShopUnderTest> {
  const { envoy } = await ensureTools(['envoy'])
  const routing: Routing = step === 'stateful' ? 'sticky' : 'round-robin'
  const events: string[] = []
  let healed = Promise.resolve()
  // A drained instance has been deregistered before it is told to stop: it need not wait for a health check.
  const settings = { DRAIN_SECONDS: '0.2' }
  const directory = join(group.directory, step)
  const fleet = await startFleet({
    name: step,
    instances,
    program: { entry: entryOf(step), env: instanceEnv(step, { cloudEnv, directory, settings }) },
    balancer: { routing, failureHandling: 'resilient' },
    envoyPath: envoy.command,
    group,
    log: (line) => events.push(`${new Date().toISOString()} ${line}`),
  })
  return { name: step, url: fleet.url, fleet, events, heal, whole: () => healed, stop }

  function heal() {
    healed = restore()
    healed.catch(() => {}) // whoever waits for it is told
  }

  async function restore() {
    for (const { id, state } of fleet.instances) if (state === 'frozen') await fleet.kill(id)
    await fleet.scale(instances)
    events.length = 0
  }

  async function stop() {
    await healed.catch(() => {})
    await fleet.stop({ graceMs: 0 })
  }
}
