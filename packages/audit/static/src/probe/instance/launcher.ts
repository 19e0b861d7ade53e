import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ProbeError } from '../errors.ts'
import { NoAnswerError, send } from '../http/send.ts'
import { freePort } from './free-port.ts'
import { askHeap, type HeapSize } from './heap.ts'
import { type HookEvent, parseEvents } from './hook-events.ts'
import type { ProcessGroups } from './process-groups.ts'
import { type RunningProcess, startProcess } from './start-process.ts'

export interface LaunchSettings {
  readonly command: string
  readonly cwd: string
  /** May hold `{instance}` (a or b) and `{port}`, as the command may. */
  readonly env: Readonly<Record<string, string>>
  readonly portEnv: string
  readonly readyPath: string
  readonly timeoutMs: number
  readonly forcePort: boolean
}

export type InstanceName = 'A' | 'B'

export interface Instance {
  readonly name: InstanceName
  readonly port: number
  /** When it answered for the first time, in milliseconds since 1970. */
  readonly readyAt: number
  /** What the hook wrote so far. */
  events(): readonly HookEvent[]
  heap(): Promise<HeapSize | undefined>
  /** SIGKILL, as a machine that is gone. */
  kill(): Promise<void>
  /** SIGTERM, then SIGKILL; true where the first was enough. */
  stop(options?: { graceMs?: number }): Promise<boolean>
}

export interface Launcher {
  start(name: InstanceName, options?: { port?: number }): Promise<Instance>
  /** Everything that was started so far. */
  readonly instances: readonly Instance[]
}

const hook = new URL(`../hook/hook${extname(import.meta.url)}`, import.meta.url)
const maxTries = 3
/** An app that listens elsewhere by then will not come to the port that it was told. */
const elsewhereMs = 10_000

/** Starts instances of somebody's app, each on a port of its own and with the hook inside. */
export function createLauncher(settings: LaunchSettings, { groups }: { groups: ProcessGroups }): Launcher {
  const instances: Instance[] = []
  return { start, instances }

  async function start(name: InstanceName, { port: wanted }: { port?: number } = {}) {
    for (let tries = 1; ; tries++) {
      const port = wanted ?? (await freePort())
      const eventsFile = join(groups.directory, `${instances.length}-${tries}${name}.jsonl`)
      const child = await startProcess(fill(settings.command, { name, port }), {
        cwd: settings.cwd,
        env: environment({ name, port, eventsFile }),
        logFile: eventsFile.replace('.jsonl', '.log'),
        groups,
      })
      try {
        await whenReady(child, { port, eventsFile })
        const instance = { ...toInstance(child, { name, port, eventsFile }), readyAt: Date.now() }
        instances.push(instance)
        return instance
      } catch (error) {
        await child.kill()
        // Somebody else took the port between our look and the app's.
        if (tries < maxTries && new RegExp(`EADDRINUSE.*\\b${port}\\b`).test(child.logTail())) continue
        throw error
      }
    }
  }

  async function whenReady(
    child: RunningProcess,
    { port, eventsFile }: { port: number; eventsFile: string },
  ) {
    const { timeoutMs, readyPath } = settings
    const start = Date.now()
    const isLost = () => Date.now() - start > elsewhereMs && elsewhere(eventsFile, port) !== ''
    while (Date.now() - start < timeoutMs && !isLost()) {
      if (child.hasExited()) throw new ProbeError(exitMessage(child, port))
      if (await answers(port, readyPath)) return
      await Promise.race([sleep(40), child.exited])
    }
    const seconds = Math.round((Date.now() - start) / 1000)
    throw new ProbeError(
      `the app was not ready within ${seconds} s: nothing answers ${readyPath} on port ${port}, which it was told in ${settings.portEnv}.${elsewhere(eventsFile, port)} --timeout gives it longer, --ready asks another path.${quoted(child)}`,
    )
  }

  /** The usual mistake: the port is written in the code. */
  function elsewhere(eventsFile: string, port: number): string {
    const listens = readEvents(eventsFile).filter(({ type }) => type === 'listen')
    const ports = listens.flatMap((event) => (event.type === 'listen' && event.port ? [event.port] : []))
    if (ports.length === 0 || ports.includes(port)) return ''
    return ` It listens on ${[...new Set(ports)].join(', ')} and not on ${port}: name the right variable with --port-env, pass {port} in --start, or let --force-port put it in its place.`
  }

  function exitMessage(child: RunningProcess, port: number): string {
    const tail = child.logTail()
    const taken = /EADDRINUSE[^\n]*?(\d{2,5})\b/.exec(tail)?.[1]
    const hint =
      taken === undefined || Number(taken) === port
        ? ''
        : ` Port ${taken} is taken, perhaps by the other instance: the app does not take its port from ${settings.portEnv} (--port-env, {port} in --start, --force-port), or it opens a second one (--env OTHER_PORT={port2}).`
    return `"${settings.command}" ended at once, ${child.exitText()}.${hint}${quoted(child)}`
  }

  function environment({ name, port, eventsFile }: { name: InstanceName; port: number; eventsFile: string }) {
    const own = Object.entries(settings.env).map(([key, value]) => [key, fill(value, { name, port })])
    const given: NodeJS.ProcessEnv = { ...process.env, ...Object.fromEntries(own) }
    return {
      ...given,
      [settings.portEnv]: String(port),
      STATE_AUDIT_PROBE_EVENTS: eventsFile,
      STATE_AUDIT_PROBE_PORT: String(port),
      STATE_AUDIT_PROBE_FORCE_PORT: settings.forcePort ? '1' : '',
      NODE_OPTIONS: [given.NODE_OPTIONS, `--import=${hook.href}`].filter(Boolean).join(' '),
    }
  }
}

function toInstance(
  child: RunningProcess,
  { name, port, eventsFile }: { name: InstanceName; port: number; eventsFile: string },
) {
  const events = () => readEvents(eventsFile)
  return {
    name,
    port,
    events,
    heap: () => askHeap(events(), port),
    kill: child.kill,
    stop: child.stop,
  }
}

const readEvents = (file: string): readonly HookEvent[] =>
  existsSync(file) ? parseEvents(readFileSync(file, 'utf8')) : []

async function answers(port: number, path: string): Promise<boolean> {
  try {
    await send(port, { method: 'GET', path, headers: {}, body: undefined }, { timeoutMs: 10_000 })
    return true
  } catch (error) {
    if (error instanceof NoAnswerError) return false
    throw error
  }
}

function fill(text: string, { name, port }: { name: InstanceName; port: number }): string {
  return text
    .replaceAll('{instance}', name.toLowerCase())
    .replaceAll('{port}', String(port))
    .replaceAll('{port2}', String(port - 10_000))
}

const quoted = (child: RunningProcess) => {
  const tail = child.logTail()
  return tail === '' ? ' It wrote nothing.' : ` Its last lines:\n${tail.replaceAll(/^/gm, '  | ')}`
}
