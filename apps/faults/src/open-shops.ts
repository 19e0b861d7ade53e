import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { entryOf, type Step } from '@unsticky/demo/contestants'
import { type Program, type ProgramContext, startFleet } from '@unsticky/fleet'
import { ensureTools, type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
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

const seed = fileURLToPath(import.meta.resolve('@unsticky/demo/seed'))

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
  const cloud = await startLocalCloud({ log: silentLog })
  await promisify(execFile)(process.execPath, [seed], { env: { ...cloud.env } })
  return { cloud, start, [Symbol.asyncDispose]: close }

  async function start(step: Step, { name, instances = 3, settings }: StartOptions) {
    const routing = step === 'stateful' ? 'sticky' : 'round-robin'
    const fleet = await startFleet({
      name,
      instances,
      program: programOf(step, { cloud, directory: group.directory, settings }),
      balancer: { routing, failureHandling: 'resilient' },
      envoyPath: envoy.command,
      group,
    })
    return createShop(fleet)
  }

  async function close() {
    await group.stopAll()
    await cloud.stop()
  }
}

interface ProgramOptions extends Pick<StartOptions, 'settings'> {
  readonly cloud: LocalCloud
  readonly directory: string
}

/** The program of one version: the stateful one keeps files on a disk of its own. */
export function programOf(step: Step, { cloud, directory, settings }: ProgramOptions): Program {
  const own = ({ instanceId }: ProgramContext) =>
    step === 'stateful' ? { SHOP_FILES_DIRECTORY: join(directory, `disk-of-${instanceId}`) } : cloud.env
  return {
    entry: entryOf(step),
    env: (context) => ({
      PUBLIC_ORIGIN: context.url,
      LOG_LEVEL: 'info',
      DRAIN_SECONDS: '1',
      LOGIN_ATTEMPTS_PER_ADDRESS: '100000', // all shoppers come from loopback
      ...own(context),
      ...settings,
    }),
  }
}
