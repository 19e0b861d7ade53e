import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import type { GroupStats, TargetStats } from './admin.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { type InstanceInfo, type Program, startInstance } from './instance.ts'
import { createMembers, type Members, toInfo } from './members.ts'
import { createOperations, type Operations } from './operations.ts'
import type { BalancerSettings } from './settings.ts'

export interface FleetOptions {
  /** Letters, digits and dashes; unique among the fleets of one process group. */
  readonly name: string
  /** How many instances to start. */
  readonly instances: number
  readonly program: Program
  readonly balancer: BalancerSettings
  /** The Envoy program, from local-cloud's `ensureTools(['envoy'])`. */
  readonly envoyPath: string
  /** Keeps the processes and their logs. Without it the fleet makes one of its own and removes it at the end. */
  readonly group?: ProcessGroup
  /** How long a draining instance may take before it is killed. Default 30 s. */
  readonly deregistrationDelayMs?: number
  /** Gets one line per event. */
  readonly log?: (line: string) => void
}

export interface Fleet extends Operations, AsyncDisposable {
  readonly name: string
  /** The balancer's address, without a slash at the end. */
  readonly url: string
  /** A snapshot, in the order of starting; instances that have ended stay in the list. */
  readonly instances: readonly InstanceInfo[]
  /** What the balancer counted and thinks of its targets. */
  stats(): Promise<FleetStats>
  /** Ends the balancer, then the instances: SIGTERM, and SIGKILL after `graceMs` (default 5000). */
  stop(options?: { readonly graceMs?: number }): Promise<void>
}

export interface FleetStats extends GroupStats {
  readonly targets: readonly (TargetStats & { readonly id: string | undefined })[]
}

/** Starts a balancer and `instances` instances behind it; resolves when all of them get requests. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { name, program, envoyPath, deregistrationDelayMs = 30_000, log = () => {} } = options
  const group = options.group ?? temporaryGroup()
  const balancer = await startBalancer(options.balancer, {
    name: `${name}-balancer`,
    group,
    envoyPath,
  }).catch(async (error) => {
    if (!options.group) await group.stopAll()
    throw error
  })
  const members = createMembers({ balancer, log })
  const start = () => startInstance(program, { id: newId(), fleetName: name, url: balancer.url, group })
  const operations = createOperations({ members, start, deregistrationDelayMs, log })
  try {
    await operations.scale(options.instances)
  } catch (error) {
    await stop({ graceMs: 0 })
    throw error
  }
  return {
    name,
    url: balancer.url,
    get instances() {
      return members.all().map(toInfo)
    },
    ...operations,
    stats: () => readStats(balancer, members),
    stop,
    [Symbol.asyncDispose]: stop,
  }

  async function stop({ graceMs = 5000 } = {}) {
    await balancer.stop()
    await Promise.all(members.all().map(({ process }) => process.exitInfo ?? process.stop({ graceMs })))
    if (!options.group) await group.stopAll()
  }

  function newId(): string {
    const id = `i-${randomBytes(2).toString('hex')}`
    return members.all().some((member) => member.id === id) ? newId() : id
  }
}

async function readStats({ admin }: Balancer, members: Members): Promise<FleetStats> {
  const [group, targets] = await Promise.all([admin.group(), admin.targets()])
  const idOf = (port: number) => members.all().find((member) => member.registered && member.port === port)?.id
  return { ...group, targets: targets.map((target) => ({ ...target, id: idOf(target.port) })) }
}

function temporaryGroup() {
  return createProcessGroup({ directory: mkdtempSync(join(tmpdir(), 'unsticky-fleet-')), temporary: true })
}
