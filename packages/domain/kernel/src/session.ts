/** What every session store keeps of a session, whatever else lies in it. */
export interface StoredSession {
  readonly cookie?: { readonly expires?: Date | string | null }
}

/** @fastify/session makes 32 characters of base64url. Nothing else ever becomes part of a key, a path or an item. */
export const isSessionId = (sessionId: string): boolean => /^[\w-]{16,128}$/.test(sessionId)

/**
 * How the id of a record about an account's sessions begins. It lies beside the sessions and reads like one, so that every
 * store takes it; nobody who counts sessions counts it.
 */
export const loginsRecordPrefix = 'logins_'

interface TouchOptions {
  readonly idleTimeoutSeconds: number
  readonly touchEverySeconds: number
}

/**
 * Seconds after which a look starts the idle time anew, where doing so is a write: `touchEverySeconds`, and at most a
 * tenth of the idle time, because a session may end as much too early.
 */
export const secondsToTouch = ({ idleTimeoutSeconds, touchEverySeconds }: TouchOptions): number =>
  Math.min(touchEverySeconds, idleTimeoutSeconds / 10)

interface SessionUse {
  /** Milliseconds since 1970 of the last request that asked for the session. */
  readonly seenAt: number
  readonly idleTimeoutSeconds: number
}

/**
 * When a session ends, in milliseconds since 1970: when its idle time has passed, or at the date in its cookie,
 * whichever comes first. A date that cannot be read has passed.
 */
export function sessionEndsAt({ cookie }: StoredSession, { seenAt, idleTimeoutSeconds }: SessionUse): number {
  const idleEnd = seenAt + idleTimeoutSeconds * 1000
  if (!cookie?.expires) return idleEnd
  const cookieEnd = new Date(cookie.expires).getTime()
  return Number.isNaN(cookieEnd) ? 0 : Math.min(idleEnd, cookieEnd)
}
