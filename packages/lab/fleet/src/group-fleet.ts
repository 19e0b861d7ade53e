import { randomBytes } from 'node:crypto'
import type { ProcessGroup } from '@unsticky/processes'
import type { GroupStats, TargetStats } from './admin.ts'
import type { BalancerGroup } from './balancer.ts'
import { type InstanceInfo, type Program, startInstance } from './instance.ts'
import { createMembers, toInfo } from './members.ts'
import { createOperations, type Operations } from './operations.ts'

export interface GroupFleet extends Operations {
  readonly name: string
  /** A snapshot, in the order of starting; instances that have ended stay in the list. */
  readonly instances: readonly InstanceInfo[]
  /** What the balancer counted and thinks of its targets. */
  stats(): Promise<FleetStats>
  /** Ends the instances: SIGTERM, and SIGKILL after `graceMs`. */
  stopInstances(options: { readonly graceMs: number }): Promise<void>
}

export interface FleetStats extends GroupStats {
  readonly targets: readonly (TargetStats & { readonly id: string | undefined })[]
}

interface GroupFleetOptions {
  readonly name: string
  readonly program: Program
  /** The balancer's address. */
  readonly url: string
  readonly group: ProcessGroup
  readonly deregistrationDelayMs: number
  readonly log: (line: string) => void
}

/** The instances of one target group, none yet, and what can be done to them. */
export function createGroupFleet(targets: BalancerGroup, options: GroupFleetOptions): GroupFleet {
  const { name, program, url, group, deregistrationDelayMs, log } = options
  const members = createMembers({ balancer: targets, log })
  const start = (other: Program = program) =>
    startInstance(other, { id: newId(), fleetName: name, url, group })
  return {
    name,
    get instances() {
      return members.all().map(toInfo)
    },
    ...createOperations({ members, start, deregistrationDelayMs, log }),
    stats,
    async stopInstances({ graceMs }) {
      await Promise.all(members.all().map(({ process }) => process.exitInfo ?? process.stop({ graceMs })))
    },
  }

  async function stats(): Promise<FleetStats> {
    const [counters, seen] = await Promise.all([targets.stats(), targets.targets()])
    const idOf = (port: number) =>
      members.all().find((member) => member.registered && member.port === port)?.id
    return { ...counters, targets: seen.map((target) => ({ ...target, id: idOf(target.port) })) }
  }

  function newId(): string {
    const id = `i-${randomBytes(2).toString('hex')}`
    return members.all().some((member) => member.id === id) ? newId() : id
  }
}
