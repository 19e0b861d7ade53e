import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const heartbeatMs = 2000
const staleMs = 15_000

/**
 * Runs `work` while holding the lock file `path`, so that two runs side by side do not fetch the same thing twice.
 * A lock whose holder is dead, or has not touched it for 15 seconds, is taken over. Two runs may then, very rarely,
 * work at the same time: that costs time only, because an install becomes visible by one rename.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, { onWait = () => {} } = {}) {
  mkdirSync(dirname(path), { recursive: true })
  while (!tryTake(path)) {
    onWait()
    await sleep(200)
  }
  const heartbeat = setInterval(() => touch(path), heartbeatMs)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    rmSync(path, { force: true })
  }
}

function tryTake(path: string) {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (isStale(path)) rmSync(path, { force: true })
    return false
  }
}

function isStale(path: string) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    // An empty file is a lock that is being written right now.
    return (pid > 0 && !isAlive(pid)) || Date.now() - statSync(path).mtimeMs > staleMs
  } catch {
    return false // released in between
  }
}

function touch(path: string) {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // taken over while this process was frozen; see above
  }
}

/** Whether a process with this id exists. */
export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
