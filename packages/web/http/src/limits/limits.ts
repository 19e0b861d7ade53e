import { type Now, type RateLimiter, UnavailableError } from '@unsticky/kernel'
import type { Settings } from '../config.ts'
import { TooManyAttemptsError } from '../errors.ts'
import { clientOf } from './client-address.ts'

/** What is counted: a write of a visitor, an upload, the opening of a stream. */
export type LimitName = 'writes' | 'uploads' | 'streams'

export interface Caller {
  readonly shopperId: string
  readonly isGuest: boolean
  readonly ip: string
}

interface LimitsOptions {
  readonly rateLimiter: RateLimiter
  readonly settings: Pick<Settings, 'WRITES_PER_VISITOR' | 'GUEST_WRITES_PER_ADDRESS' | 'UPLOADS_PER_ACCOUNT'>
  readonly now: Now
}

const quarter = 15 * 60
const hour = 60 * 60
/** After an outage of the limiter it is asked again: not each request pays for its silence. */
const pauseMs = 1000

/**
 * How much a visitor may do in a time, on all instances together. Whoever has no account is counted by address, too,
 * because a new guest costs nothing. A limiter that does not answer limits nobody: it protects the stores from being
 * filled over hours, and a cart is worth more than a count.
 */
export function createLimits({ rateLimiter, settings, now }: LimitsOptions) {
  // state-audit-ignore: when this instance asks again after an outage; nothing about a shopper
  let silentUntil = Number.NEGATIVE_INFINITY
  const perVisitor = {
    writes: settings.WRITES_PER_VISITOR,
    uploads: settings.UPLOADS_PER_ACCOUNT,
    streams: settings.WRITES_PER_VISITOR,
  }
  return { count }

  /** Throws `TooManyAttemptsError`. */
  async function count(name: LimitName, { shopperId, isGuest, ip }: Caller): Promise<void> {
    if (now() < silentUntil) return
    const counted = [
      rateLimiter.hit(`${name} of ${shopperId}`, { limit: perVisitor[name], windowSeconds: quarter }),
    ]
    if (isGuest) {
      const rule = { limit: settings.GUEST_WRITES_PER_ADDRESS, windowSeconds: hour }
      counted.push(rateLimiter.hit(`${name} of guests at ${clientOf(ip)}`, rule))
    }
    const refused = (await Promise.all(counted).catch(limitNobody)).filter(({ allowed }) => !allowed)
    if (refused.length === 0) return
    throw new TooManyAttemptsError(Math.max(...refused.map(({ retryAfterSeconds }) => retryAfterSeconds)))
  }

  function limitNobody(error: unknown) {
    if (!(error instanceof UnavailableError)) throw error
    silentUntil = now() + pauseMs
    return []
  }
}

export type Limits = ReturnType<typeof createLimits>
