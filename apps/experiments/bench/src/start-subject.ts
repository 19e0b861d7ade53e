import type { ManagedProcess, ProcessGroup } from '@unsticky/processes'
import type { Cores } from './cores.ts'
import type { Subject } from './subjects.ts'

export interface RunningSubject {
  readonly name: Subject['name']
  readonly url: string
  readonly process: ManagedProcess
  /** From the start of the process until it reports that it listens. */
  readonly readyAfterMs: number
}

interface StartOptions {
  readonly group: ProcessGroup
  readonly cores: Cores
  /** For Node: `--cpu-prof`. */
  readonly nodeArgs?: readonly string[]
}

/** Starts a subject on the instance's core. Throws, with the end of its log, when it ends instead of listening. */
export async function startSubject(
  { name, entry, env }: Subject,
  { group, cores, nodeArgs = [] }: StartOptions,
): Promise<RunningSubject> {
  const listening = Promise.withResolvers<number>()
  const startedAt = performance.now()
  const child = await group.spawn({
    ...cores.onInstanceCore(process.execPath, [...nodeArgs, entry]),
    name: `${name}-${Math.trunc(startedAt)}`,
    env: { PATH: process.env.PATH, ...env, PORT: '0', INSTANCE_ID: name },
    onMessage: (message) => listening.resolve((message as { port: number }).port),
  })
  child.exited.then(({ code }) =>
    listening.reject(new Error(`${name} ended with ${code} at its start:\n${child.logTail()}`)),
  )
  const port = await listening.promise
  const readyAfterMs = performance.now() - startedAt
  return { name, url: `http://127.0.0.1:${port}`, process: child, readyAfterMs }
}
