import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The process groups that a probe started, and its folder. Nothing of either outlives the probe. */
export interface ProcessGroups extends Disposable {
  readonly directory: string
  add(pid: number): void
  /** To be told once a group has ended: its number may be given to somebody else. */
  remove(pid: number): void
}

/** Ends what is left at every kind of exit; a small process beside us does it where ours is killed. */
export function createProcessGroups(): ProcessGroups {
  const directory = mkdtempSync(join(tmpdir(), 'state-audit-'))
  const groups = new Set<number>()
  const reaper = startReaper()
  reaper.tell(`rm ${directory}`)
  process.on('exit', endAll)
  return { directory, add, remove, [Symbol.dispose]: dispose }

  function add(pid: number) {
    groups.add(pid)
    reaper.tell(`+${pid}`)
  }

  function remove(pid: number) {
    groups.delete(pid)
    reaper.tell(`-${pid}`)
  }

  function endAll() {
    for (const pid of groups) signalGroup(pid, 'SIGKILL')
    rmSync(directory, { recursive: true, force: true })
  }

  function dispose() {
    process.off('exit', endAll)
    endAll()
    reaper.end()
  }
}

export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal)
  } catch {
    return false // it has ended
  }
}

/**
 * True while a process of the group runs. In a container whose first process collects nobody's exit, what has ended
 * stays in the group as a zombie; it counts as gone.
 */
export function isGroupAlive(pid: number): boolean {
  if (!signalGroup(pid, 0)) return false
  if (process.platform !== 'linux') return true
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isLiveMember(name, pid))
}

/** /proc/<pid>/stat: pid (name) state parent group … */
function isLiveMember(name: string, group: number): boolean {
  try {
    const [state, , member] = (readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ')
    return Number(member) === group && state !== 'Z' && state !== 'X'
  } catch {
    return false // it ended while we looked
  }
}

function startReaper() {
  const file = fileURLToPath(new URL(`./reaper${extname(import.meta.url)}`, import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  child.unref()
  const input = child.stdin
  input.on('error', () => {})
  ;(input as unknown as { unref?(): void }).unref?.()
  return { tell: (line: string) => void input.write(`${line}\n`), end: () => void input.end() }
}
