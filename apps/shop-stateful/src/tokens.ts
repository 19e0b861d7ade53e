/** The phone app, which keeps its tokens itself. They are in the answer and in no cookie, so there is no CSRF. */
import { randomBytes } from 'node:crypto'
import { NotSignedInError, WrongCredentialsError } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { checkPassword } from './accounts.ts'
import type { Routes } from './config.ts'
import { createAttempts, quarterMs } from './limits.ts'

interface Grant {
  readonly accountId: string
  readonly expiresAt: number
}

const accessSeconds = 3600
const refreshSeconds = 30 * 24 * 3600

// STATEFUL: a token given out here means nothing to another instance, and to this one after a restart.
const accessTokens = new Map<string, Grant>()
// STATEFUL: the same for the token that gets the next one.
const refreshTokens = new Map<string, Grant>()

export const tokenRoutes: Routes = async (app, config) => {
  const countAttempt = createAttempts(app, config)
  const limited = { rateLimit: { max: config.LOGIN_ATTEMPTS_PER_ADDRESS, timeWindow: quarterMs } }

  app.post('/api/tokens', { schema: operations.issueTokens }, async (request) => {
    await countAttempt(request)
    const accountId = await checkPassword(request.body)
    if (!accountId) throw new WrongCredentialsError()
    return { ...issueAccess(accountId), refreshToken: issue(refreshTokens, accountId, refreshSeconds) }
  })

  app.post('/api/tokens/refresh', { schema: operations.refreshTokens, config: limited }, async ({ body }) => {
    const accountId = ownerOf(refreshTokens, body.refreshToken)
    if (!accountId) throw new NotSignedInError()
    return { ...issueAccess(accountId), refreshToken: body.refreshToken }
  })

  const revocation = { schema: operations.revokeTokens, config: limited }
  app.post('/api/tokens/revocation', revocation, async ({ body }, reply) => {
    refreshTokens.delete(body.refreshToken)
    return reply.code(204).send(null)
  })
}

/** The account of an Authorization header. Throws `NotSignedInError`. */
export function accountOfToken(authorization: string): string {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
  const accountId = token && ownerOf(accessTokens, token)
  if (!accountId) throw new NotSignedInError()
  return accountId
}

export function endTokensOf(accountId: string) {
  for (const tokens of [accessTokens, refreshTokens])
    for (const [token, grant] of tokens) if (grant.accountId === accountId) tokens.delete(token)
}

const issueAccess = (accountId: string) => ({
  accessToken: issue(accessTokens, accountId, accessSeconds),
  expiresInSeconds: accessSeconds,
})

function issue(tokens: Map<string, Grant>, accountId: string, seconds: number) {
  const token = randomBytes(32).toString('base64url')
  tokens.set(token, { accountId, expiresAt: Date.now() + seconds * 1000 })
  return token
}

function ownerOf(tokens: Map<string, Grant>, token: string) {
  const grant = tokens.get(token)
  if (grant && grant.expiresAt > Date.now()) return grant.accountId
  tokens.delete(token)
  return undefined
}
