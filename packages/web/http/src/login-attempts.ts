import { createHash } from 'node:crypto'
import { type RateLimiter, UnavailableError } from '@unsticky/kernel'
import type { Settings } from './config.ts'
import { TooManyAttemptsError } from './errors.ts'
import { clientOf } from './limits/client-address.ts'

interface AttemptsOptions {
  readonly rateLimiter: RateLimiter
  readonly settings: Pick<
    Settings,
    'LOGIN_ATTEMPTS_PER_ACCOUNT' | 'LOGIN_ATTEMPTS_PER_ADDRESS' | 'SIGN_UPS_PER_ADDRESS'
  >
}

const quarter = 15 * 60
const hour = 60 * 60

/**
 * Counts logins, sign-ups and what is done with refresh tokens, before any password or token is looked at, on all
 * instances together: each costs a hash or a call of the identity provider, and a sign-up leaves something behind.
 */
export function createLoginAttempts({ rateLimiter, settings }: AttemptsOptions) {
  return { count, countSignUp, countTokenUse, forgive }

  /** Throws `TooManyAttemptsError`. The answer is the same whether the account exists or not. */
  async function count({ email, ip }: { email: string; ip: string }) {
    await hit(`login address ${clientOf(ip)}`, settings.LOGIN_ATTEMPTS_PER_ADDRESS)
    await hit(accountKey(email), settings.LOGIN_ATTEMPTS_PER_ACCOUNT)
  }

  /** A sign-up is an attempt as well: its answer tells whether the account exists. */
  async function countSignUp({ email, ip }: { email: string; ip: string }) {
    await hit(`sign-up address ${clientOf(ip)}`, settings.SIGN_UPS_PER_ADDRESS, hour)
    await count({ email, ip })
  }

  /** By address only: whoever makes tokens up makes up a new one each time. */
  async function countTokenUse(use: 'refresh' | 'revocation', ip: string) {
    await hit(`token ${use} address ${clientOf(ip)}`, settings.LOGIN_ATTEMPTS_PER_ADDRESS)
  }

  /**
   * After a login that was right. The address is not forgiven: one right login would buy a hundred wrong ones. Best
   * effort: the account is there, and its owner is not told otherwise because a counter could not be set back.
   */
  async function forgive({ email }: { email: string }) {
    await rateLimiter.reset(accountKey(email)).catch(unlessAway)
  }

  async function hit(key: string, limit: number, windowSeconds = quarter) {
    const { allowed, retryAfterSeconds } = await rateLimiter.hit(key, { limit, windowSeconds })
    if (!allowed) throw new TooManyAttemptsError(retryAfterSeconds)
  }
}

function unlessAway(error: unknown) {
  if (!(error instanceof UnavailableError)) throw error
}

export type LoginAttempts = ReturnType<typeof createLoginAttempts>

/** Hashed, so that what somebody typed is no part of a key. */
const accountKey = (email: string) => `login account ${createHash('sha256').update(email).digest('hex')}`
