import type { ExitInfo } from '@unsticky/processes'
import type { BalancerGroup } from './balancer.ts'
import { UnknownInstanceError } from './errors.ts'
import type { InstanceInfo, InstanceState, StartedInstance } from './instance.ts'

/** An instance of the fleet and where it is in its life. */
export interface Member extends StartedInstance {
  state: InstanceState
  /** Whether the balancer's target group lists it. */
  registered: boolean
}

export interface Members {
  /** In the order they were started, ended ones included. */
  all(): readonly Member[]
  /** Those that serve or are about to: starting, ready or frozen. */
  running(): readonly Member[]
  /** Throws UnknownInstanceError. */
  find(id: string): Member
  /** Takes a started instance in, registers it as a target and waits until it gets requests. */
  join(started: StartedInstance): Promise<Member>
  /** Registers an instance that runs and is no target, and waits until it gets requests. */
  register(member: Member): Promise<void>
  /** Takes an instance out of the target group and waits until it gets no new request. */
  deregister(member: Member): Promise<void>
  /** Waits until the balancer sends requests to an instance. Throws when that ends first. */
  untilHealthy(member: Member): Promise<void>
}

interface MembersOptions {
  readonly balancer: BalancerGroup
  readonly log: (line: string) => void
}

/** Keeps the list of instances, and the balancer's target group in step with it. */
export function createMembers({ balancer, log }: MembersOptions): Members {
  const members = new Map<string, Member>()
  const all = () => [...members.values()]
  return { all, running: () => all().filter(isRunning), find, join, register, deregister, untilHealthy }

  function find(id: string) {
    const member = members.get(id)
    if (!member) throw new UnknownInstanceError(id)
    return member
  }

  async function join(started: StartedInstance) {
    const member: Member = { ...started, state: 'starting', registered: true }
    members.set(member.id, member)
    member.process.exited.then((exit) => onExit(member, exit))
    publish()
    await untilHealthy(member)
    return member
  }

  async function register(member: Member) {
    member.registered = true
    member.state = 'starting'
    publish()
    await untilHealthy(member)
  }

  async function untilHealthy(member: Member) {
    const healthy = balancer.waitFor(`instance ${member.id} healthy`, (targets) =>
      targets.some(({ port, healthy }) => port === member.port && healthy),
    )
    const ended = member.process.exited.then(() => {
      throw new Error(`Instance ${member.id} ended before it was healthy:\n${member.process.logTail()}`)
    })
    await Promise.race([healthy, ended])
    if (isRunning(member)) member.state = 'ready'
    log(`${member.id} ready (pid ${member.process.pid}, port ${member.port})`)
  }

  async function deregister(member: Member) {
    member.registered = false
    publish()
    await balancer.waitFor(
      `instance ${member.id} deregistered`,
      (targets) => !targets.some(({ port }) => port === member.port),
    )
  }

  async function onExit(member: Member, exit: ExitInfo) {
    member.state = exit.code === 0 ? 'stopped' : 'killed'
    log(`${member.id} ${member.state} (${exit.signal ?? `exit code ${exit.code}`})`)
    if (member.registered) await deregisterDead(member).catch(() => {}) // the balancer may be stopping too
  }

  /**
   * The balancer must find out by itself that a target died. Only then is the dead one deregistered, as ECS does with a
   * task that stopped: its port is free now, and the next process to get it may belong to another fleet.
   */
  async function deregisterDead(member: Member) {
    try {
      await balancer.waitFor(`that ${member.id} died`, (targets) =>
        targets.every(({ port, healthy }) => port !== member.port || !healthy),
      )
    } finally {
      member.registered = false
      publish()
    }
  }

  function publish() {
    balancer.register(all().filter(({ registered }) => registered))
  }
}

/** A snapshot of a member, safe to hand out. */
export function toInfo({ id, port, state, process }: Member): InstanceInfo {
  return { id, pid: process.pid, port, state, exit: process.exitInfo, logFile: process.logFile }
}

function isRunning({ state }: Member) {
  return state === 'starting' || state === 'ready' || state === 'frozen'
}
