import { type ChildProcess, spawn as spawnChild } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface SpawnOptions {
  /** Names the process in messages and its log file; letters, digits and dashes. */
  readonly name: string
  readonly command: string
  readonly args?: readonly string[]
  /** The whole environment of the child; `process.env` is not added. */
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Opens an IPC channel, so that a Node child can report with `process.send`. */
  readonly onMessage?: (message: unknown) => void
}

export interface ExitInfo {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface ManagedProcess {
  readonly name: string
  readonly pid: number
  /** Resolves when the process has ended, however it ended. Never rejects. */
  readonly exited: Promise<ExitInfo>
  readonly exitInfo: ExitInfo | undefined
  /** Standard output and error of the process. */
  readonly logFile: string
  /** The last lines of the log, for error messages. */
  logTail(lines?: number): string
  /** Sends a signal; does nothing when the process has ended. */
  signal(signal: NodeJS.Signals): void
  /** SIGTERM, then SIGKILL after `graceMs`. Resolves when the process has ended. */
  stop(options?: { graceMs?: number }): Promise<ExitInfo>
}

export interface ProcessGroup extends AsyncDisposable {
  /** A folder for logs and data of this group; removed by `stopAll` when the group made it to be temporary. */
  readonly directory: string
  /** Starts a process. Throws when the program cannot be started. */
  spawn(options: SpawnOptions): Promise<ManagedProcess>
  /** Stops all processes, last started first. */
  stopAll(): Promise<void>
}

interface GroupOptions {
  readonly directory: string
  /** Remove the directory at the end, also after a crash of this process. */
  readonly temporary?: boolean
}

/**
 * Starts child processes that never outlive this process: a small reaper process watches us and ends what is left
 * when we are gone, even by SIGKILL.
 */
export function createProcessGroup({ directory, temporary = false }: GroupOptions): ProcessGroup {
  mkdirSync(directory, { recursive: true })
  const running: ManagedProcess[] = []
  const reaper = startReaper()
  if (temporary) reaper.tell(`rm ${directory}`)
  return { directory, spawn, stopAll, [Symbol.asyncDispose]: stopAll }

  async function spawn(options: SpawnOptions): Promise<ManagedProcess> {
    const started = await startProcess(options, join(directory, `${options.name}.log`))
    running.push(started)
    reaper.tell(`+${started.pid}`)
    started.exited.then(() => {
      reaper.tell(`-${started.pid}`)
      running.splice(running.indexOf(started), 1)
    })
    return started
  }

  async function stopAll() {
    for (const child of [...running].reverse()) await child.stop()
    if (temporary) rmSync(directory, { recursive: true, force: true })
    reaper.end()
  }
}

async function startProcess(options: SpawnOptions, logFile: string): Promise<ManagedProcess> {
  const log = openSync(logFile, 'a')
  const child = spawnChild(options.command, options.args ?? [], {
    cwd: options.cwd,
    env: options.env,
    stdio: options.onMessage ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    // Its own process group: Ctrl-C in the terminal reaches us only, and we stop the children in order.
    detached: true,
  })
  closeSync(log)
  if (options.onMessage) child.on('message', options.onMessage)
  const exitInfo: { value?: ExitInfo } = {}
  const exited = whenExited(child, (info) => {
    exitInfo.value = info
  })
  await whenSpawned(child, options.command)
  const signal = (name: NodeJS.Signals) => void (exitInfo.value || child.kill(name))
  return {
    name: options.name,
    pid: child.pid as number,
    exited,
    get exitInfo() {
      return exitInfo.value
    },
    logFile,
    logTail: (lines = 15) => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n'),
    signal,
    async stop({ graceMs = 5000 } = {}) {
      signal('SIGCONT') // a frozen process cannot act on SIGTERM
      signal('SIGTERM')
      const timer = new AbortController()
      await Promise.race([exited, sleep(graceMs, undefined, { signal: timer.signal }).catch(() => {})])
      timer.abort()
      signal('SIGKILL')
      return exited
    },
  }
}

function whenSpawned(child: ChildProcess, command: string) {
  return new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (cause) =>
      reject(new Error(`Could not start ${command}: ${cause.message}`, { cause })),
    )
  })
}

function whenExited(child: ChildProcess, note: (info: ExitInfo) => void) {
  return new Promise<ExitInfo>((resolve) => {
    child.once('exit', (code, signal) => {
      note({ code, signal })
      resolve({ code, signal })
    })
  })
}

function startReaper() {
  const child = spawnChild(process.execPath, [fileURLToPath(new URL('./reaper.ts', import.meta.url))], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.unref()
  const input = child.stdin
  input.on('error', () => {})
  if ('unref' in input) (input as unknown as { unref(): void }).unref()
  return { tell: (line: string) => void input.write(`${line}\n`), end: () => void input.end() }
}
