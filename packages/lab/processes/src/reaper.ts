/**
 * Outlives its parent by a moment, to end what the parent started.
 *
 * The parent writes `+pid`, `-pid` and `rm path` lines to our standard input. When the parent is gone, for whatever
 * reason (SIGKILL included), the input closes: every process still listed is killed, every path listed is removed.
 * A frozen child (SIGSTOP) is ended too, which an IPC "disconnect" inside the child could not do.
 */
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'

const pids = new Set<number>()
const paths = new Set<string>()

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})

for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('+')) pids.add(Number(line.slice(1)))
  else if (line.startsWith('-')) pids.delete(Number(line.slice(1)))
  else if (line.startsWith('rm ')) paths.add(line.slice(3))
}

for (const pid of pids) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // already gone
  }
}
for (const path of paths) rmSync(path, { recursive: true, force: true })
