import type { FileHandle } from 'node:fs/promises'
import { access } from 'node:fs/promises'
import {
  type CallbackSessionStore,
  type Now,
  type Placed,
  type StoredSession,
  secondsToTouch,
  sessionEndsAt,
  systemNow,
  toSessionCallbacks,
} from '@unsticky/kernel'
import { createFolderGuard } from '../folder/folder-guard.ts'
import { type CleanUpLog, startCleanUp } from './clean-up.ts'
import { endSession, readSession, writeSession } from './session-files.ts'
import { sessionPath } from './session-path.ts'

export interface FileSessionStoreOptions {
  /** Must exist and is never made: name a folder below the mount point, so that a missing mount shows. */
  readonly folder: string
  /** A session that no request asked for this long is gone, whatever the cookie says. */
  readonly idleTimeoutSeconds?: number
  /** The idle time starts anew by a change to the file, so at most this often for one session (`secondsToTouch`). 0: with every look. */
  readonly touchEverySeconds?: number
  /** How long a destroyed session cannot be written back: longer than any request takes. */
  readonly tombstoneSeconds?: number
  /** What has ended is removed this often, by one instance for all. 0: never. */
  readonly cleanUpEverySeconds?: number
  /** Wait until the disk has what was written. Without it a power failure may take or bring back the last seconds. */
  readonly fsync?: boolean
  readonly deadlineMs?: number
  readonly maxAtOnce?: number
  readonly now?: Now
  /** Hears of a clean-up that failed. */
  readonly log?: CleanUpLog
}

export interface FileSessionStore extends Placed {
  readonly store: CallbackSessionStore
  /** Removes what has ended; returns how many files and folders. Runs by itself, see `cleanUpEverySeconds`. */
  cleanUp(): Promise<number>
  close(): Promise<void>
}

/**
 * Sessions as files in a folder that all instances share, such as EFS: safe with many writers and without a lock.
 *
 * - A write is a rename, so a reader sees a whole session, and a process killed while writing leaves the one before.
 * - A logout is final: it puts a folder in the place of the file, and the file system refuses every later rename.
 * - A session ends when its idle time (the time of the file) has passed or at the date in its cookie.
 * - What is not the id of a session is not found.
 * - A folder that is missing, full or does not answer is an `UnavailableError`, in bounded time.
 */
export function createFileSessionStore({
  folder,
  idleTimeoutSeconds = 30 * 60,
  touchEverySeconds = 60,
  tombstoneSeconds = 120,
  cleanUpEverySeconds = 300,
  fsync = true,
  deadlineMs = 2000,
  maxAtOnce = 3,
  now = systemNow,
  log,
}: FileSessionStoreOptions): FileSessionStore {
  const ask = createFolderGuard('session store', { deadlineMs, maxAtOnce })
  const touchAfterMs = secondsToTouch({ idleTimeoutSeconds, touchEverySeconds }) * 1000
  const lifetimes = { idleTimeoutSeconds, tombstoneSeconds }
  const { cleanUp, stop } = startCleanUp({
    folder,
    everySeconds: cleanUpEverySeconds,
    now,
    log,
    ...lifetimes,
  })
  return {
    livesIn: { kind: 'shared', name: 'shared folder (EFS)' },
    store: toSessionCallbacks({
      get: (id) => ask(() => get(id)),
      set: (id, session) => ask(() => set(id, session)),
      destroy: (id) => ask((signal) => endSession(sessionPath(folder, id), { fsync, signal })),
    }),
    cleanUp,
    close: stop,
  }

  async function get(id: string) {
    const session = await readSession(sessionPath(folder, id), lookAt)
    // Nothing found: no such session, or no folder? The second must not look like a logout.
    if (!session) await access(folder)
    return session
  }

  async function lookAt(text: string, file: FileHandle, seenAt: number) {
    const session = parse(text)
    if (!session || sessionEndsAt(session, { seenAt, idleTimeoutSeconds }) <= now()) return undefined
    // The open file, not the path: whatever stands there by now is somebody else's.
    if (seenAt + touchAfterMs <= now()) await file.utimes(now() / 1000, now() / 1000)
    return session
  }

  /** A session that has ended stays ended, without an error: the request it belongs to did nothing wrong. */
  async function set(id: string, session: StoredSession) {
    const text = JSON.stringify(session)
    await writeSession(sessionPath(folder, id), text, { seenAt: now(), fsync })
  }
}

/** What is no JSON was cut off by a power failure without `fsync`: whoever it belonged to logs in again. */
function parse(text: string): StoredSession | undefined {
  try {
    const session: unknown = JSON.parse(text)
    return typeof session === 'object' && session !== null ? session : undefined
  } catch {
    return undefined
  }
}
