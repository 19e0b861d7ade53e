import { createHash } from 'node:crypto'
import { type StoredSession, sessionEndsAt } from '@unsticky/kernel'

/** A session as it lies in the table. `seenAt` is when a request last asked for it, as far as it was written down. */
export interface SessionItem {
  readonly session: string
  readonly seenAt: number
}

interface Use {
  readonly seenAt: number
  readonly idleTimeoutSeconds: number
}

/** The id is a credential, and keys stand in logs, metrics and backups: so the key is its hash. */
export const sessionKey = (sessionId: string) => ({
  pk: `SESSION#${createHash('sha256').update(sessionId).digest('hex')}`,
})

/** The parts of an item that say how long it lives; `expiresAtSeconds` only tells DynamoDB what it may throw away. */
export function lifeOf(session: StoredSession, use: Use) {
  return { seenAt: use.seenAt, expiresAtSeconds: Math.ceil(sessionEndsAt(session, use) / 1000) }
}

/** What stands in the place of a session that was ended, and keeps it from being written back. */
export const tombstone = (endedAt: number, tombstoneSeconds: number) => ({
  endedAt,
  expiresAtSeconds: Math.ceil(endedAt / 1000) + tombstoneSeconds,
})
