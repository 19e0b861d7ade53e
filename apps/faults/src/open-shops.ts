import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSeededCloud } from '@unsticky/demo/backing-services'
import { entryOf, type Step } from '@unsticky/demo/contestants'
import { instanceEnv } from '@unsticky/demo/instance-env'
import { type Program, startFleet } from '@unsticky/fleet'
import { ensureTools, type LocalCloud } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { createShop, type Shop } from './shop.ts'

interface StartOptions {
  readonly name: string
  readonly instances?: number
  /** Settings on top of those that both shops get. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface Shops extends AsyncDisposable {
  readonly cloud: LocalCloud
  /** Starts another fleet of one version; its caller stops it. */
  start(step: Step, options: StartOptions): Promise<Shop>
}

/** Quick enough for a test, the same for both shops. */
const common = {
  LOG_LEVEL: 'info',
  DRAIN_SECONDS: '1',
  REMINDER_SECONDS: '1',
  REMINDER_IDLE_SECONDS: '2',
}

/**
 * The local cloud with a catalogue, and fleets of both shops. The stateful one gets every chance: its balancer is
 * sticky, the stateless one's takes turns; failures are handled the same way.
 */
export async function openShops(): Promise<Shops> {
  const { envoy } = await ensureTools(['envoy'])
  const group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-faults-')),
    temporary: true,
  })
  const cloud = await startSeededCloud()
  Object.assign(process.env, cloud.env) // AWS SDKs read the environment
  return { cloud, start, [Symbol.asyncDispose]: close }

  async function start(step: Step, { name, instances = 3, settings }: StartOptions) {
    const routing = step === 'stateful' ? 'sticky' : 'round-robin'
    const fleet = await startFleet({
      name,
      instances,
      program: programOf(step, settings),
      balancer: { routing, failureHandling: 'resilient' },
      envoyPath: envoy.command,
      group,
    })
    return createShop(fleet)
  }

  function programOf(step: Step, settings: StartOptions['settings']): Program {
    const options = { cloudEnv: cloud.env, directory: group.directory }
    return {
      entry: entryOf(step),
      env: instanceEnv(step, { ...options, settings: { ...common, ...settings } }),
    }
  }

  async function close() {
    await group.stopAll()
    await cloud.stop()
  }
}
