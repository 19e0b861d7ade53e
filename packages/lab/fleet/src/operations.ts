import type { ExitInfo } from '@unsticky/processes'
import { InstanceStateError } from './errors.ts'
import type { InstanceInfo, Program, StartedInstance } from './instance.ts'
import { type Member, type Members, toInfo } from './members.ts'

/** What can be done to the instances of a fleet while it serves. Ids that name no instance: UnknownInstanceError. */
export interface Operations {
  /** SIGKILL: the instance is gone at once, with everything it had in memory. */
  kill(id: string): Promise<ExitInfo>
  /** SIGSTOP: the instance keeps its connections and answers nothing. */
  freeze(id: string): Promise<void>
  /** Ends a freeze; resolves when the balancer sends requests again. */
  thaw(id: string): Promise<void>
  /** Deregisters the instance, then SIGTERM; SIGKILL after the deregistration delay. Resolves when it has ended. */
  drain(id: string): Promise<ExitInfo>
  /**
   * Puts a new instance in the place of one. Gracefully, the default: the new one is ready before the old one drains,
   * as in an ECS rolling update. Otherwise the old one is killed first. Resolves to the new instance.
   */
  restart(id: string, options?: { readonly graceful?: boolean }): Promise<InstanceInfo>
  /** Restarts every running instance gracefully, one after the other. */
  rollingRestart(): Promise<void>
  /** Starts instances of another program beside the others, as in a blue/green deployment; resolves when all get requests. */
  launch(program: Program, count: number): Promise<readonly InstanceInfo[]>
  /** Takes an instance out of the target group. It runs on, finishes what it has, and can be registered again. */
  deregister(id: string): Promise<void>
  /** Puts a running instance back into the target group; resolves when it gets requests. */
  register(id: string): Promise<void>
  /** Starts or drains (newest first) instances until `count` run. Killed ones do not count, so it also heals. */
  scale(count: number): Promise<void>
}

interface OperationsOptions {
  readonly members: Members
  /** Starts an instance of the fleet's program, or of another. */
  readonly start: (program?: Program) => Promise<StartedInstance>
  readonly deregistrationDelayMs: number
  readonly log: (line: string) => void
}

/** The operations over a list of members. */
export function createOperations(options: OperationsOptions): Operations {
  const { members, start, deregistrationDelayMs, log } = options
  return { kill, freeze, thaw, drain, restart, rollingRestart, launch, deregister, register, scale }

  async function kill(id: string) {
    const { process } = members.find(id)
    log(`${id} killed on request`)
    process.signal('SIGKILL')
    return process.exited
  }

  async function freeze(id: string) {
    const member = members.find(id)
    requireState(member, ['starting', 'ready'])
    member.process.signal('SIGSTOP')
    member.state = 'frozen'
    log(`${id} frozen`)
  }

  async function thaw(id: string) {
    const member = members.find(id)
    requireState(member, ['frozen'])
    member.process.signal('SIGCONT')
    member.state = 'starting'
    await members.untilHealthy(member)
  }

  async function drain(id: string) {
    const member = members.find(id)
    requireState(member, ['starting', 'ready', 'frozen', 'draining'])
    member.state = 'draining'
    log(`${id} draining`)
    await members.deregister(member)
    return member.process.stop({ graceMs: deregistrationDelayMs })
  }

  async function restart(id: string, { graceful = true } = {}) {
    const old = members.find(id)
    if (!graceful) await kill(id)
    const replacement = await members.join(await start())
    if (members.running().includes(old)) await drain(id)
    return toInfo(replacement)
  }

  async function rollingRestart() {
    for (const { id } of members.running()) await restart(id)
  }

  async function launch(program: Program, count: number) {
    const launched = Array.from({ length: count }, async () => members.join(await start(program)))
    await allEnded(launched)
    return (await Promise.all(launched)).map(toInfo)
  }

  async function deregister(id: string) {
    const member = members.find(id)
    requireState(member, ['ready', 'frozen'])
    await members.deregister(member)
    log(`${id} deregistered`)
  }

  async function register(id: string) {
    const member = members.find(id)
    requireState(member, ['ready'])
    await members.register(member)
  }

  async function scale(count: number) {
    const running = members.running()
    const missing = Math.max(0, count - running.length)
    const added = Array.from({ length: missing }, async () => members.join(await start()))
    const removed = running.slice(count).reverse()
    await allEnded([...added, ...removed.map(({ id }) => drain(id))])
  }
}

/** Like Promise.all, but lets the others end before it throws: nobody could stop an instance that is still starting. */
async function allEnded(promises: readonly Promise<unknown>[]) {
  const failed = (await Promise.allSettled(promises)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

function requireState({ id, state }: Member, wanted: readonly Member['state'][]) {
  if (!wanted.includes(state)) throw new InstanceStateError(id, state, wanted.join(' or '))
}
