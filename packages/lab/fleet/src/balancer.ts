import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type ProcessGroup, waitUntil } from '@unsticky/processes'
import { type AdminClient, createAdminClient, type GroupStats, type TargetStats } from './admin.ts'
import { bootstrap } from './envoy/bootstrap.ts'
import { writeEndpoints } from './envoy/endpoints.ts'
import { type BalancerSettings, loopback, onlyGroup, type Target, type TargetGroup } from './settings.ts'

export interface Balancer {
  /** Where shoppers go, without a slash at the end: `http://127.0.0.1:41234`. */
  readonly url: string
  readonly pid: number
  readonly admin: AdminClient
  /** A target group by its name. */
  group(name: string): BalancerGroup
  /** Ends Envoy; nothing is drained. */
  stop(): Promise<void>
}

/** What a balancer does with the targets of one group. */
export interface BalancerGroup {
  /** Makes these, and only these, the registered targets. Takes effect in a moment: see `waitFor`. */
  register(targets: readonly Target[]): void
  /**
   * Waits until `isSo` holds for what the balancer thinks of its targets. Throws WaitTimeoutError after 15 s, and at
   * once when Envoy has ended.
   */
  waitFor(what: string, isSo: (targets: readonly TargetStats[]) => boolean): Promise<void>
  targets(): Promise<TargetStats[]>
  stats(): Promise<GroupStats>
}

export interface StartBalancerOptions {
  /** Names the process and its folder in the group's directory. */
  readonly name: string
  readonly group: ProcessGroup
  readonly envoyPath: string
  readonly targetGroups?: readonly TargetGroup[]
  /** Registered from the start, by group; none unless given. */
  readonly targetsOf?: (group: string) => readonly Target[]
}

/** Starts Envoy. Throws, with Envoy's own words, when it does not accept its configuration. */
export async function startBalancer(
  settings: BalancerSettings,
  { name, group, envoyPath, targetGroups = [onlyGroup], targetsOf = () => [] }: StartBalancerOptions,
): Promise<Balancer> {
  const files = prepareFiles(join(group.directory, name), targetGroups)
  for (const file of files.groups) writeEndpoints(file, targetsOf(file.name))
  writeFileSync(files.bootstrap, JSON.stringify(bootstrap(settings, files), null, 2))
  const envoy = await group.spawn({ name, command: envoyPath, args: envoyArguments(files), env: {} })
  try {
    const admin = createAdminClient(await readAdminAddress())
    const port = await eventually('to listen', () => admin.listenerPort())
    // It knows its port before it takes connections.
    await eventually('to take connections', () => takesConnections(port))
    return { url: `http://${loopback}:${port}`, pid: envoy.pid, admin, group: groupOf(admin), stop }
  } catch (error) {
    await stop()
    throw error
  }

  function groupOf(admin: AdminClient) {
    return (wanted: string): BalancerGroup => {
      const file = files.groups.find(({ name }) => name === wanted)
      if (!file) throw new Error(`The balancer has no target group "${wanted}"`)
      return {
        register: (targets) => writeEndpoints(file, targets),
        waitFor: async (what, isSo) => {
          await eventually(`to see ${what}`, async () => isSo(await admin.targets(wanted)))
        },
        targets: () => admin.targets(wanted),
        stats: () => admin.group(wanted),
      }
    }
  }

  async function stop() {
    await envoy.stop({ graceMs: 2000 })
  }

  async function readAdminAddress() {
    return eventually(
      'to start',
      () => existsSync(files.adminAddress) && readFileSync(files.adminAddress, 'utf8'),
    )
  }

  async function eventually<T>(what: string, attempt: () => Promise<T> | T | false) {
    const outcome = await waitUntil<{ value: T } | 'ended'>(
      async () => {
        if (envoy.exitInfo) return 'ended'
        const value = await attempt()
        return value ? { value } : undefined
      },
      { what: `Envoy (${name}) ${what}`, timeoutMs: 15_000 },
    )
    if (outcome === 'ended') throw new Error(`Envoy (${name}) ended:\n${envoy.logTail()}`)
    return outcome.value
  }
}

function takesConnections(port: number) {
  return new Promise<boolean>((resolve) => {
    const socket = connect(port, loopback)
    const answer = (isTaken: boolean) => {
      socket.destroy()
      resolve(isTaken)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}

function prepareFiles(directory: string, targetGroups: readonly TargetGroup[]) {
  // A folder of its own for the endpoints, because Envoy watches it.
  mkdirSync(join(directory, 'endpoints'), { recursive: true })
  return {
    bootstrap: join(directory, 'envoy.json'),
    adminAddress: join(directory, 'admin-address'),
    groups: targetGroups.map((group) => ({
      ...group,
      endpointsFile: join(directory, 'endpoints', `${group.name}.json`),
    })),
  }
}

function envoyArguments(files: { bootstrap: string; adminAddress: string }) {
  return [
    '--config-path',
    files.bootstrap,
    '--admin-address-path',
    files.adminAddress,
    // Hot restart shares memory by an id that two Envoys on one machine would fight over.
    '--disable-hot-restart',
    // One worker: round robin is then exact, and a laptop's cores are left to the instances.
    '--concurrency',
    '1',
    '--log-level',
    'warning',
  ]
}
