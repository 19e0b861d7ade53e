/** Where an account is signed in, and the two ways to end that elsewhere. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NotSignedInError, noStore, TooManyAttemptsError, WrongCredentialsError } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import type { FastifyRequest } from 'fastify'
import { checkPassword, setPassword } from './accounts.ts'
import type { Config } from './config.ts'
import { liveUpdates } from './live-updates.ts'
import { profiles } from './profile.ts'
import { forgetSession, requireAccount, sessionsOf } from './sessions.ts'
import { endTokensOf } from './tokens.ts'

export const loginRoutes: FastifyPluginAsyncTypebox<Config> = async (app, config) => {
  const count = app.createRateLimit({
    max: config.LOGIN_ATTEMPTS_PER_ACCOUNT,
    timeWindow: 15 * 60 * 1000,
    keyGenerator: (request) => `password of ${requireAccount(request)}`,
  })
  app.addHook('onRequest', noStore)

  app.get('/api/profile/sessions', { schema: operations.listSessions }, async (request) => ({
    // Those that began on this instance; nobody here knows of the others.
    sessions: sessionsOf(requireAccount(request)).map(([id, { createdAt = 0, device = '' }]) => ({
      isThisOne: !request.headers.authorization && id === request.session.sessionId,
      startedAt: createdAt,
      device,
    })),
  }))

  app.post('/api/profile/sessions/end', { schema: operations.endOtherSessions }, async (request, reply) => {
    await assertPasswordOf(request, request.body.password)
    endOthers(request)
    return reply.code(204).send(null)
  })

  app.put('/api/profile/password', { schema: operations.changePassword }, async (request, reply) => {
    const { email } = await assertPasswordOf(request, request.body.password)
    await setPassword(email, request.body.newPassword)
    endOthers(request)
    return reply.code(204).send(null)
  })

  async function assertPasswordOf(request: FastifyRequest, password: string) {
    const profile = profiles.get(requireAccount(request))
    if (!profile) throw new NotSignedInError()
    const attempts = await count(request)
    if (!attempts.isAllowed && attempts.isExceeded) throw new TooManyAttemptsError(attempts.ttlInSeconds)
    if (!(await checkPassword({ email: profile.email, password }))) throw new WrongCredentialsError()
    return profile
  }
}

/** A session on another instance goes on; this one cannot reach it. */
function endOthers(request: FastifyRequest) {
  const accountId = requireAccount(request)
  const kept = request.headers.authorization ? undefined : request.session.sessionId
  endTokensOf(accountId)
  for (const [sessionId] of sessionsOf(accountId)) {
    if (sessionId === kept) continue
    forgetSession(sessionId)
    liveUpdates.emit(`end of ${sessionId}`)
  }
}
