import type { ExitInfo, ManagedProcess, ProcessGroup } from '@unsticky/processes'
import { loopback } from './settings.ts'

/**
 * - `starting`: not yet seen healthy by the balancer
 * - `ready`: gets requests
 * - `draining`: deregistered and told to stop; finishes what it has
 * - `frozen`: suspended (SIGSTOP); still registered
 * - `stopped`: ended by itself with exit code 0
 * - `killed`: ended any other way
 */
export type InstanceState = 'starting' | 'ready' | 'draining' | 'frozen' | 'stopped' | 'killed'

/** A snapshot of an instance, safe to hand out. */
export interface InstanceInfo {
  /** Like `i-1a2b`; also what the instance calls itself, in INSTANCE_ID. */
  readonly id: string
  readonly pid: number
  readonly port: number
  readonly state: InstanceState
  /** How it ended, once it has. */
  readonly exit?: ExitInfo
  readonly logFile: string
}

/** What runs as an instance. */
export interface Program {
  /** A .ts file that this Node runs as it is. It keeps the protocol of this package's README. */
  readonly entry: string
  /** Its whole environment, besides PORT, HOST and INSTANCE_ID. A function may use the balancer's address. */
  readonly env?: NodeJS.ProcessEnv | ((context: ProgramContext) => NodeJS.ProcessEnv)
}

export interface ProgramContext {
  /** The balancer's address: the public origin of the instance. */
  readonly url: string
  readonly instanceId: string
}

export interface StartedInstance {
  readonly id: string
  readonly port: number
  readonly process: ManagedProcess
}

interface StartInstanceOptions {
  readonly id: string
  readonly fleetName: string
  readonly url: string
  readonly group: ProcessGroup
}

const startTimeoutMs = 30_000

/** Starts one instance and waits until it reports its port. Throws, with the end of its log, when it does not. */
export async function startInstance(
  { entry, env = {} }: Program,
  { id, fleetName, url, group }: StartInstanceOptions,
): Promise<StartedInstance> {
  const listening = Promise.withResolvers<number>()
  const own = typeof env === 'function' ? env({ url, instanceId: id }) : env
  const process = await group.spawn({
    name: `${fleetName}-${id}`,
    command: globalThis.process.execPath,
    args: [entry],
    env: { ...own, PORT: '0', HOST: loopback, INSTANCE_ID: id },
    onMessage: (message) => isListening(message) && listening.resolve(message.port),
  })
  const timer = setTimeout(() => fail(`did not listen within ${startTimeoutMs} ms`), startTimeoutMs)
  process.exited.then(({ code, signal }) => fail(`ended at start (${signal ?? `exit code ${code}`})`))
  try {
    return { id, port: await listening.promise, process }
  } catch (error) {
    await process.stop({ graceMs: 0 })
    throw error
  } finally {
    clearTimeout(timer)
  }

  function fail(what: string) {
    listening.reject(new Error(`Instance ${id} of ${fleetName} ${what}:\n${process.logTail()}`))
  }
}

function isListening(message: unknown): message is { type: 'listening'; port: number } {
  return (
    typeof message === 'object' &&
    message !== null &&
    (message as { type?: unknown }).type === 'listening' &&
    typeof (message as { port?: unknown }).port === 'number'
  )
}
