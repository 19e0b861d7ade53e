/** What one process used so far, from the kernel. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface Usage {
  readonly memoryKiB: number
  /** User and system, since the process began. */
  readonly cpuSeconds: number
}

export interface UsageSample extends Usage {
  readonly atMs: number
}

/** Ticks a second of the kernel's clock for processes; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100
const run = promisify(execFile)

/** `undefined` when the process is gone. */
export const readUsage = (pid: number): Promise<Usage | undefined> =>
  (process.platform === 'linux' ? fromProc(pid) : fromPs(pid)).catch(() => undefined)

async function fromProc(pid: number): Promise<Usage> {
  const [stat, status] = await Promise.all(
    ['stat', 'status'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
  )
  return {
    memoryKiB: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1] ?? 0),
    cpuSeconds: cpuSecondsFromStat(stat ?? ''),
  }
}

/** The name, in brackets, may hold spaces; what follows it starts with field 3. */
export function cpuSecondsFromStat(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** macOS prints minutes, seconds and hundredths. */
async function fromPs(pid: number): Promise<Usage> {
  const { stdout } = await run('ps', ['-o', 'rss=,time=', '-p', String(pid)])
  const [rss, time = ''] = stdout.trim().split(/\s+/)
  return { memoryKiB: Number(rss), cpuSeconds: cpuSecondsFromTime(time) }
}

/** `1:02.50` is 62.5 seconds, `01:00:00` an hour. */
export const cpuSecondsFromTime = (time: string): number =>
  time.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0)

/** The busiest second, as a share of one core; ticks are coarse, so shorter spans would exaggerate. */
export function peakShare(samples: readonly UsageSample[]): number {
  const shares = samples.map((sample, index) => {
    const earlier = samples.slice(0, index).findLast(({ atMs }) => sample.atMs - atMs >= 1000)
    return earlier ? (sample.cpuSeconds - earlier.cpuSeconds) / ((sample.atMs - earlier.atMs) / 1000) : 0
  })
  return Math.round(Math.max(0, ...shares) * 1000) / 1000
}
