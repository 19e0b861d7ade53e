import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { IdentityProvider } from '@unsticky/accounts'
import type { FastifyRequest } from 'fastify'
import { NotSignedInError, WrongCredentialsError } from '../errors.ts'
import type { LoginAttempts } from '../login-attempts.ts'
import { browserSession } from '../logins/browser-session.ts'
import type { LoginChecks } from '../logins/login-checks.ts'
import { noStore } from '../no-store.ts'
import { requireAccount } from '../plugins/visitor.plugin.ts'
import { operations } from '../schemas/operations.ts'

interface LoginRouteOptions {
  readonly identity: IdentityProvider
  readonly attempts: LoginAttempts
  readonly logins: LoginChecks
}

/** Where an account is signed in, and the two ways to end that elsewhere (ASVS 5, 7.4.3 and 7.5.2). */
export const loginRoutes: FastifyPluginAsyncTypebox<LoginRouteOptions> = async (app, options) => {
  const { identity, attempts, logins } = options
  const { shop } = app
  app.addHook('onRequest', noStore)

  app.get('/api/profile/sessions', { schema: operations.listSessions }, async (request) => {
    const found = await logins.list(requireAccount(request))
    const { sessionId } = request.session
    return {
      sessions: found.map(([id, { startedAt, device }]) => ({
        isThisOne: request.visitor.via === 'session' && id === sessionId,
        startedAt,
        device,
      })),
    }
  })

  app.post('/api/profile/sessions/end', { schema: operations.endOtherSessions }, async (request, reply) => {
    await endOthers(request, request.body)
    return reply.code(204).send(null)
  })

  app.put('/api/profile/password', { schema: operations.changePassword }, async (request, reply) => {
    await endOthers(request, request.body)
    return reply.code(204).send(null)
  })

  /** First the login service, which decides by the password; whatever fails afterwards ends by the next check. */
  async function endOthers(
    request: FastifyRequest,
    { password, newPassword }: { password: string; newPassword?: string },
  ) {
    const accountId = requireAccount(request)
    const profile = await shop.profile(accountId)
    if (!profile) throw new NotSignedInError()
    await attempts.count({ email: profile.email, ip: request.ip })
    const { email } = profile
    const login =
      (await identity.endLogins({ email, password }, { newPassword })) ??
      (await afterLostAnswer(request, { email, newPassword }))
    if (!login) throw new WrongCredentialsError()
    await attempts.forgive(profile)
    const mine = { ...browserSession(request), accountId }
    const ended = await logins.endOthers(
      request.visitor.via === 'session' ? mine : { ...mine, sessionId: '' },
      login,
    )
    await Promise.all(ended.map(shop.endDevices))
  }

  /** A repeat of a change whose answer was lost, because the instance died: the new password is the one by now. */
  async function afterLostAnswer(
    { headers }: FastifyRequest,
    { email, newPassword }: { email: string; newPassword: string | undefined },
  ) {
    if (headers['idempotency-key'] === undefined || newPassword === undefined) return undefined
    return identity.endLogins({ email, password: newPassword })
  }
}
