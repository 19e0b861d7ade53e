import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import {
  type Fleet,
  type ProgramContext,
  type Services as RunningServices,
  startFleet,
  startServices,
} from '@unsticky/fleet'
import { crowdFromOneAddress } from '@unsticky/http'
import { ensureTools } from '@unsticky/local-cloud'
import type { ProcessGroup } from '@unsticky/processes'
import { stepEntry } from '@unsticky/shop-step'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { servicesOf } from '@unsticky/shops/shop-services'
import { isInProcess, type Step, usesServices } from '@unsticky/steps'
import { createOwnCookieKeys } from './own-cookie-keys.ts'
import { inspectable } from './process-memory.ts'
import { seedCatalog } from './seed-catalog.ts'
import { instancesPerFleet } from './world.ts'

/** How many wrong passwords an account may be tried with. */
export const loginAttempts = 5

export interface RunningStep extends AsyncDisposable {
  readonly fleet: Fleet
  readonly rotateCookieKeys: () => Promise<void>
  /** A second, small deployment of the step as it runs: one program, or each part a service of its own. */
  readonly startAsItRuns: () => Promise<RunningServices>
  /** Starts one more instance with other settings. "refused": it ended by itself before it listened. */
  readonly tryToStart: (settings: Readonly<Record<string, string>>) => Promise<'started' | 'refused'>
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
  const cookieKeys = isInProcess(step.composition.cookieKeys) ? undefined : await createOwnCookieKeys()
  const env = ({ url, instanceId }: ProgramContext) => ({
    SHOP_STEP: step.id,
    PUBLIC_ORIGIN: url,
    SHOP_FILES_DIRECTORY: join(group.directory, `disk-of-${step.id}-${instanceId}`),
    NODE_OPTIONS: inspectable,
    ...experimentSettings,
    ...(hasServices ? cloudEnv : {}),
    ...(cookieKeys && { SHOP_COOKIE_KEYS_SECRET: cookieKeys.secretId }),
    ...settings,
  })
  const common = {
    balancer: { routing: step.routing, failureHandling: 'resilient' },
    envoyPath: tools.envoy.command,
    group,
  } as const
  // One group may see the same step twice, and a fleet's name is its own there.
  const newName = () => `step-${step.id}-${randomUUID().slice(0, 8)}`
  const program = { entry, env }
  const fleet = await startFleet({ name: newName(), instances: instancesPerFleet, program, ...common })
  return {
    fleet,
    rotateCookieKeys: async () => cookieKeys?.rotate(),
    startAsItRuns: () => {
      const areSeparate = step.runsAs === 'separate services'
      const services = servicesOf({ entry, env, instances: 1, areSeparate })
      return startServices({ name: newName(), services, ...common })
    },
    tryToStart: (other) => tryInstance({ name: newName(), entry, env, group }, other),
    [Symbol.asyncDispose]: async () => {
      cookieKeys?.[Symbol.dispose]()
      await fleet.stop({ graceMs: 0 })
    },
  }
}

interface TrialInstance {
  readonly name: string
  readonly entry: string
  readonly env: (context: ProgramContext) => NodeJS.ProcessEnv
  readonly group: ProcessGroup
}

/** One instance without a balancer, ended as soon as it has shown whether it starts. */
async function tryInstance(
  { name, entry, env, group }: TrialInstance,
  other: Readonly<Record<string, string>>,
) {
  const listening = Promise.withResolvers<'started'>()
  const child = await group.spawn({
    name,
    command: process.execPath,
    args: [entry],
    env: { ...env({ url: 'http://127.0.0.1:1', instanceId: name }), PORT: '0', ...other },
    onMessage: () => listening.resolve('started'),
  })
  const outcome = await Promise.race([listening.promise, child.exited.then(() => 'refused' as const)])
  await child.stop({ graceMs: 0 })
  return outcome
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
