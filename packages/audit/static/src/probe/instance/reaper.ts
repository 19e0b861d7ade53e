/**
 * Outlives the probe by a moment. The probe writes `+group`, `-group` and `rm folder` lines to our standard input; when
 * it is gone, SIGKILL included, the input closes, and what is still listed is ended and removed.
 */
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'

const groups = new Set<number>()
const folders = new Set<string>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('+')) groups.add(Number(line.slice(1)))
  else if (line.startsWith('-')) groups.delete(Number(line.slice(1)))
  else if (line.startsWith('rm ')) folders.add(line.slice(3))
}
for (const group of groups) {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // it has ended
  }
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true })
