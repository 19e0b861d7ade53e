import { readFile } from 'node:fs/promises'

/** Ticks a second of the kernel's clock for processes; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100

/** CPU seconds, user and system, that a process has used so far; `undefined` where there is no /proc. */
export async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold spaces; what follows it starts with field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  } catch {
    return undefined
  }
}
