import type { Dirent } from 'node:fs'
import { lstat, open, readdir, rmdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Now } from '@unsticky/kernel'
import { ignoring } from '../folder/folder-failure.ts'
import { isSessionName, isShardName, isTemporaryName } from './session-path.ts'

export interface CleanUpLog {
  warn(details: object, message: string): void
}

interface CleanUpOptions {
  readonly folder: string
  readonly everySeconds: number
  readonly idleTimeoutSeconds: number
  readonly tombstoneSeconds: number
  readonly now: Now
  readonly log?: CleanUpLog | undefined
}

/** Its time says when the folder was last cleaned, by whichever instance. */
const markName = '.last-clean-up'

/**
 * Removes sessions that nobody used for their idle time, tombstones that have stood long enough, and what killed
 * processes left. A session goes `tombstoneSeconds` after its end, when no request can be left that would write it.
 */
export function startCleanUp(options: CleanUpOptions) {
  const { folder, everySeconds, idleTimeoutSeconds, tombstoneSeconds, now, log } = options
  let running: Promise<unknown> = Promise.resolve()
  // state-audit-ignore: the mark in the shared folder tells who came first; a second clean-up does no harm
  const timer = everySeconds > 0 ? setInterval(cleanUpWhenDue, everySeconds * 1000).unref() : undefined
  return { cleanUp, stop }

  async function stop() {
    clearInterval(timer)
    await running
  }

  function cleanUpWhenDue() {
    running = running
      .then(async () => (await isDue()) && cleanUp())
      .catch((err) => log?.warn({ err }, 'the session folder could not be cleaned up'))
  }

  /** Two instances at the same moment may both say yes, and then do the same work twice: no harm. */
  async function isDue() {
    const mark = join(folder, markName)
    const last = await lstat(mark).catch(ignoring('ENOENT'))
    // A little less than the interval, or who comes a moment early would always skip every other time.
    if (last && now() - last.mtimeMs < everySeconds * 900) return false
    const file = await open(mark, 'a', 0o600)
    try {
      await file.utimes(now() / 1000, now() / 1000)
    } finally {
      await file.close()
    }
    return true
  }

  async function cleanUp() {
    let removed = 0
    for (const shard of (await readdir(folder)).filter(isShardName)) {
      for (const entry of await readdir(join(folder, shard), { withFileTypes: true })) {
        if (await removeIfOver(entry)) removed += 1
      }
    }
    return removed
  }

  async function removeIfOver(entry: Dirent) {
    const lifetimeSeconds = lifetimeOf(entry)
    if (lifetimeSeconds === undefined) return false
    const path = join(entry.parentPath, entry.name)
    const found = await lstat(path).catch(ignoring('ENOENT'))
    if (!found || found.mtimeMs + lifetimeSeconds * 1000 > now()) return false
    await (entry.isDirectory() ? rmdir(path) : unlink(path)).catch(ignoring('ENOENT'))
    return true
  }

  /** Seconds from its last change; `undefined` for what is none of ours. */
  function lifetimeOf(entry: Dirent) {
    if (entry.isFile() && isTemporaryName(entry.name)) return tombstoneSeconds
    if (!isSessionName(entry.name)) return undefined
    if (entry.isDirectory()) return tombstoneSeconds
    return entry.isFile() ? idleTimeoutSeconds + tombstoneSeconds : undefined
  }
}
