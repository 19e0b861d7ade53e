/** How much one visitor may do. */
import rateLimit from '@fastify/rate-limit'
import { clientOf, isSafeMethod, TooManyAttemptsError } from '@unsticky/http/edge'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Config } from './config.ts'

export const quarterMs = 15 * 60 * 1000
const hourMs = 60 * 60 * 1000

// STATEFUL: how often a login was right; counted on this instance only.
const rightLogins = new Map<string, number>()

/** Limits writes: an account's by account, guests' by address, because a new guest costs nothing. */
export const limitsPlugin = fp(async (app, config: Config) => {
  // STATEFUL: every instance counts attempts for itself, so three instances allow three times as many.
  await app.register(rateLimit, {
    max: ({ accountId }) => (accountId ? config.WRITES_PER_VISITOR : config.GUEST_WRITES_PER_ADDRESS),
    timeWindow: ({ accountId }) => (accountId ? quarterMs : hourMs),
    keyGenerator: (request) => request.accountId ?? addressKey(request),
    allowList: ({ method, url }) => isSafeMethod(method) || (method === 'DELETE' && url === '/api/session'),
    errorResponseBuilder: (_request, { ttl }) => new TooManyAttemptsError(Math.ceil(ttl / 1000)),
  })
})

/** Counts logins and sign-ups by address and by account, before any password is looked at. */
export function createAttempts(app: FastifyInstance, config: Config) {
  const byAddress = { max: config.LOGIN_ATTEMPTS_PER_ADDRESS, keyGenerator: addressKey }
  // A login that was right starts a new count for the account, not for the address.
  const byAccount = { max: config.LOGIN_ATTEMPTS_PER_ACCOUNT, keyGenerator: accountKey }
  return createCount(app, [byAddress, byAccount])
}

interface Rule {
  readonly max: number
  readonly keyGenerator: (request: FastifyRequest) => string
}

/** Each rule allows so many in a quarter of an hour. */
export function createCount(app: FastifyInstance, rules: readonly Rule[]) {
  const limits = rules.map((rule) => app.createRateLimit({ ...rule, timeWindow: quarterMs, allowList: [] }))
  return async (request: FastifyRequest) => {
    for (const limit of limits) {
      const count = await limit(request)
      if (!count.isAllowed && count.isExceeded) throw new TooManyAttemptsError(count.ttlInSeconds)
    }
  }
}

export const forgive = (email: string) => rightLogins.set(email, (rightLogins.get(email) ?? 0) + 1)

/** A customer, not the spelling of an address. */
const addressKey = ({ ip }: FastifyRequest) => clientOf(ip)

function accountKey({ body }: FastifyRequest) {
  const email = (body as { email: string }).email.toLowerCase()
  return `${email} ${rightLogins.get(email) ?? 0}`
}
