import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Fleet, startFleet } from '@unsticky/fleet'
import { crowdFromOneAddress } from '@unsticky/http'
import { ensureTools } from '@unsticky/local-cloud'
import type { ProcessGroup } from '@unsticky/processes'
import { stepEntry } from '@unsticky/shop-step'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { type Step, usesServices } from '@unsticky/steps'
import { createOwnCookieKeys } from './own-cookie-keys.ts'
import { inspectable } from './process-memory.ts'
import { seedCatalog } from './seed-catalog.ts'
import { instancesPerFleet } from './world.ts'

/** How many wrong passwords an account may be tried with. */
export const loginAttempts = 5

export interface RunningStep extends AsyncDisposable {
  readonly fleet: Fleet
  readonly rotateCookieKeys: () => Promise<void>
}

interface StartOptions {
  /** The environment of the services; empty when none was started. */
  readonly cloudEnv: Readonly<Record<string, string>>
  readonly group: ProcessGroup
  /** Puts other adapters or settings into the instances, to see the experiments notice. */
  readonly settings?: Readonly<Record<string, string>>
  /** The program of an instance; unless given, the step's own. */
  readonly entry?: string
}

export interface Services extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>
}

/** Starts what the steps stand on, if any of them needs it, and tells this process's AWS SDK about it. */
export async function startServicesFor(steps: readonly Step[]): Promise<Services> {
  if (!steps.some(usesServices)) return { env: {}, [Symbol.asyncDispose]: async () => {} }
  const cloud = await startSeededCloud()
  Object.assign(process.env, cloud.env)
  return cloud
}

/** Three instances of a step behind Envoy, the shop's stock as on the first day. */
export async function startStep(step: Step, options: StartOptions): Promise<RunningStep> {
  const { cloudEnv, group, settings = {}, entry = stepEntry } = options
  const tools = await ensureTools(['envoy'])
  const hasServices = usesServices(step)
  if (hasServices) await seedCatalog()
  const cookieKeys = step.composition.cookieKeys === 'memory' ? undefined : await createOwnCookieKeys()
  const fleet = await startFleet({
    // One group may see the same step twice, and a fleet's name is its own there.
    name: `step-${step.id}-${randomUUID().slice(0, 8)}`,
    instances: instancesPerFleet,
    program: {
      entry,
      env: ({ url, instanceId }) => ({
        SHOP_STEP: step.id,
        PUBLIC_ORIGIN: url,
        SHOP_FILES_DIRECTORY: join(group.directory, `disk-of-${step.id}-${instanceId}`),
        NODE_OPTIONS: inspectable,
        ...experimentSettings,
        ...(hasServices ? cloudEnv : {}),
        ...(cookieKeys && { SHOP_COOKIE_KEYS_SECRET: cookieKeys.secretId }),
        ...settings,
      }),
    },
    balancer: { routing: step.routing, failureHandling: 'resilient' },
    envoyPath: tools.envoy.command,
    group,
  })
  return {
    fleet,
    rotateCookieKeys: async () => cookieKeys?.rotate(),
    [Symbol.asyncDispose]: async () => {
      cookieKeys?.[Symbol.dispose]()
      await fleet.stop({ graceMs: 0 })
    },
  }
}

/** Time in lapse: what takes minutes in a shop takes seconds here. */
const experimentSettings = {
  LOG_LEVEL: 'info',
  DRAIN_SECONDS: '0.2',
  LOGIN_ATTEMPTS_PER_ACCOUNT: String(loginAttempts),
  ...crowdFromOneAddress,
  REMINDER_SECONDS: '1',
  REMINDER_IDLE_SECONDS: '1',
}
