import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isGroupAlive, type ProcessGroups, signalGroup } from './process-groups.ts'

export interface RunningProcess {
  /** Resolves when the process has ended. */
  readonly exited: Promise<unknown>
  hasExited(): boolean
  /** "with exit code 1", "by SIGSEGV". */
  exitText(): string
  logTail(): string
  kill(): Promise<void>
  /** SIGTERM, then SIGKILL after the grace; true where the first was enough. */
  stop(options?: { graceMs?: number }): Promise<boolean>
}

interface StartOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly logFile: string
  readonly groups: ProcessGroups
}

/** Runs a command of the shell in a process group of its own, so that `npm start` and what it starts end together. */
export async function startProcess(
  command: string,
  { cwd, env, logFile, groups }: StartOptions,
): Promise<RunningProcess> {
  const log = openSync(logFile, 'a')
  const child = spawn(command, { cwd, env, shell: true, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  let exit: string | undefined
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      exit = error.message
      resolve()
    })
    child.once('exit', (code, signal) => {
      exit = signal ? `by ${signal}` : `with exit code ${code}`
      resolve()
    })
  })
  const { pid } = child
  if (pid !== undefined) groups.add(pid)
  return { exited, hasExited: () => exit !== undefined, exitText: () => exit ?? '', logTail, kill, stop }

  async function kill() {
    if (pid === undefined) return
    signalGroup(pid, 'SIGKILL')
    await exited
    await groupGone(pid, 2000)
    groups.remove(pid)
  }

  async function stop({ graceMs = 1000 } = {}) {
    if (pid === undefined) return true
    signalGroup(pid, 'SIGTERM')
    const isGone = await groupGone(pid, graceMs)
    await kill()
    return isGone
  }

  function logTail() {
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n')
    const last = lines.slice(-15)
    // Above a long stack stands what it is about.
    const cause = lines.slice(0, -15).findLast((line) => /^\S*(Error|Exception)\b|EADDRINUSE/.test(line))
    return [...(cause ? [cause, '…'] : []), ...last].join('\n').slice(-3000)
  }
}

/** The shell may be gone while what it started still runs: the group counts. */
async function groupGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (isGroupAlive(pid)) {
    if (Date.now() >= deadline) return false
    await sleep(15)
  }
  return true
}
