import { createHash } from 'node:crypto'
import { join } from 'node:path'

export interface SessionPath {
  /** The file of the session; a folder once the session was ended. */
  readonly path: string
  /** One of 256 folders: no file system likes a million entries in one. */
  readonly shard: string
}

/**
 * Where a session lies. The name is the SHA-256 of its id: no id can lead out of the folder, two ids that differ in
 * upper and lower case stay two files everywhere, and a listing or a backup shows nothing that can be sent as a cookie.
 */
export function sessionPath(folder: string, sessionId: string): SessionPath {
  const hash = createHash('sha256').update(sessionId).digest('hex')
  const shard = join(folder, hash.slice(0, 2))
  return { path: join(shard, hash), shard }
}

export const isShardName = (name: string): boolean => /^[0-9a-f]{2}$/.test(name)

export const isSessionName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** Written beside the session and renamed; one that stays behind was left by a process that was killed. */
export const temporaryPath = (path: string): string => `${path}.${crypto.randomUUID()}.tmp`

export const isTemporaryName = (name: string): boolean => /^[0-9a-f]{64}\.[0-9a-f-]{36}\.tmp$/.test(name)
