import { createHash } from 'node:crypto'
import type { RateLimiter } from '@unsticky/kernel'
import type { Settings } from './config.ts'
import { TooManyAttemptsError } from './errors.ts'

interface AttemptsOptions {
  readonly rateLimiter: RateLimiter
  readonly settings: Pick<Settings, 'LOGIN_ATTEMPTS_PER_ACCOUNT' | 'LOGIN_ATTEMPTS_PER_ADDRESS'>
}

const windowSeconds = 15 * 60

/** Counts logins and sign-ups by account and by address, before any password is looked at, on all instances together. */
export function createLoginAttempts({ rateLimiter, settings }: AttemptsOptions) {
  return { count, forgive }

  /** Throws `TooManyAttemptsError`. The answer is the same whether the account exists or not. */
  async function count({ email, ip }: { email: string; ip: string }) {
    await hit(`login address ${ip}`, settings.LOGIN_ATTEMPTS_PER_ADDRESS)
    await hit(accountKey(email), settings.LOGIN_ATTEMPTS_PER_ACCOUNT)
  }

  /** After a login that was right. The address is not forgiven: one right login would buy a hundred wrong ones. */
  async function forgive({ email }: { email: string }) {
    await rateLimiter.reset(accountKey(email))
  }

  async function hit(key: string, limit: number) {
    const { allowed, retryAfterSeconds } = await rateLimiter.hit(key, { limit, windowSeconds })
    if (!allowed) throw new TooManyAttemptsError(retryAfterSeconds)
  }
}

export type LoginAttempts = ReturnType<typeof createLoginAttempts>

/** Hashed, so that what somebody typed is no part of a key. */
const accountKey = (email: string) => `login account ${createHash('sha256').update(email).digest('hex')}`
