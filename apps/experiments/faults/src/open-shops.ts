import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startFleet } from '@unsticky/fleet'
import { ensureTools, type LocalCloud } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { entryOf, type Step } from '@unsticky/shops/contestants'
import { instanceEnv } from '@unsticky/shops/instance-env'
import { leveredShop } from './levers.ts'
import { openServiceLink, type ServiceLink } from './service-link.ts'
import { createShop, type Shop } from './shop.ts'

interface ProgramOptions {
  /** Another program than the version's own. */
  readonly entry?: string
  /** Settings on top of those that both shops get. */
  readonly settings?: Readonly<Record<string, string>>
}

interface StartOptions extends ProgramOptions {
  readonly name: string
  readonly instances?: number
}

export interface Refusal {
  readonly exitCode: number | null
  readonly line: string | undefined
}

export interface Shops extends AsyncDisposable {
  readonly cloud: LocalCloud
  /** How the stateless shops reach Secrets Manager. */
  readonly secretsLink: ServiceLink
  /** Starts another fleet of one version; its caller stops it. */
  start(step: Step, options: StartOptions): Promise<Shop>
  /** A fleet of three of one version with levers, the same at every call. */
  levered(step: Step): Promise<Shop>
  /** What `fleet.launch` starts beside the others. */
  programOf(step: Step, options: ProgramOptions): Program
  /** Starts one instance that must not start. Resolves to how it ended and the line in which it says why. */
  refusalOf(options: StartOptions): Promise<Refusal>
  /** Starts one stateless instance behind no balancer. Resolves when it says that it listens, or what it waits for. */
  startAlone(options: StartOptions): Promise<AsyncDisposable & { readonly url: string }>
}

/** For a fleet beside others on one cart store: whoever holds the lease reminds the shoppers of all. */
export const noReminders = { REMINDER_SECONDS: '3600' } as const

/** Quick enough for a test, the same for both shops. */
const common = {
  LOG_LEVEL: 'info',
  DRAIN_SECONDS: '1',
  SHOP_COOKIE_KEYS_REFRESH_SECONDS: '0.5',
  SHOP_COOKIE_KEYS_SETTLE_SECONDS: '4',
  REMINDER_SECONDS: '1',
  REMINDER_IDLE_SECONDS: '2',
}

/** For a stop that has to be forced; and it leaves the reminders to the other fleets, which count them. */
const leveredSettings = { DRAIN_SECONDS: '0.2', GRACE_SECONDS: '1', ...noReminders }

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
  const secretsLink = await openServiceLink(cloud.aws.port)
  const leveredShops = new Map<Step, Promise<Shop>>()
  return {
    cloud,
    secretsLink,
    start,
    levered,
    programOf,
    refusalOf,
    startAlone,
    [Symbol.asyncDispose]: close,
  }

  async function start(step: Step, { name, instances = 3, ...options }: StartOptions) {
    const routing = step === 'stateful' ? 'sticky' : 'round-robin'
    const fleet = await startFleet({
      name,
      instances,
      program: programOf(step, options),
      balancer: { routing, failureHandling: 'resilient' },
      envoyPath: envoy.command,
      group,
    })
    return createShop(fleet)
  }

  function levered(step: Step) {
    const shop =
      leveredShops.get(step) ??
      start(step, { name: `levered-${step}`, entry: leveredShop, settings: leveredSettings })
    leveredShops.set(step, shop)
    return shop
  }

  async function refusalOf({ name, ...options }: StartOptions): Promise<Refusal> {
    const { entry, env } = programOf('stateless', options)
    const context = { url: 'http://127.0.0.1:1', instanceId: name }
    const instance = await group.spawn({
      name,
      command: process.execPath,
      args: [entry],
      env: { ...(typeof env === 'function' ? env(context) : env), PORT: '0', INSTANCE_ID: name },
    })
    const { code } = await instance.exited
    const lines = instance.logTail(1000).split('\n')
    return { exitCode: code, line: lines.find((line) => line.startsWith('The shop does not start')) }
  }

  async function startAlone({ name, ...options }: StartOptions) {
    const { entry, env } = programOf('stateless', options)
    const context = { url: 'http://127.0.0.1:1', instanceId: name }
    const heard = Promise.withResolvers<{ port: number }>()
    const instance = await group.spawn({
      name,
      command: process.execPath,
      args: [entry],
      env: { ...(typeof env === 'function' ? env(context) : env), PORT: '0', INSTANCE_ID: name },
      onMessage: (message) => heard.resolve(message as { port: number }),
    })
    instance.exited.then(() => heard.reject(new Error(`${name} ended: ${instance.logTail()}`)))
    const { port } = await heard.promise
    const stop = async () => void (await instance.stop({ graceMs: 10_000 }))
    return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop }
  }

  function programOf(step: Step, { entry = entryOf(step), settings }: ProgramOptions): Program {
    const secrets = step === 'stateless' && { AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsLink.url }
    const options = { cloudEnv: cloud.env, directory: group.directory }
    return {
      entry,
      env: instanceEnv(step, {
        ...options,
        settings: { ...common, ...secrets, SHOP_UNDER_TEST: step, ...settings },
      }),
    }
  }

  async function close() {
    await group.stopAll()
    secretsLink.close()
    await cloud.stop()
  }
}
