import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { IdentityProvider } from '@unsticky/accounts'
import { NotSignedInError, WrongCredentialsError } from '../errors.ts'
import type { LoginAttempts } from '../login-attempts.ts'
import { noStore } from '../no-store.ts'
import * as schema from '../schemas/accounts.ts'
import { NoContent, problems } from '../schemas/common.ts'

interface TokenRouteOptions {
  readonly identity: IdentityProvider
  readonly attempts: LoginAttempts
}

const tags = ['account']

/** The phone app, which keeps its tokens itself. They are in the answer and in no cookie, so there is no CSRF. */
export const tokenRoutes: FastifyPluginAsyncTypebox<TokenRouteOptions> = async (app, options) => {
  const { identity, attempts } = options
  const response = { 200: schema.TokensSchema, ...problems }
  app.addHook('onRequest', noStore)

  app.post('/api/tokens', { schema: { tags, body: schema.CredentialsSchema, response } }, async (request) => {
    const credentials = { ...request.body, email: request.body.email.toLowerCase() }
    await attempts.count({ email: credentials.email, ip: request.ip })
    const found = await app.shop.logIn(credentials)
    if (!found) throw new WrongCredentialsError()
    await attempts.forgive(credentials)
    return found.login.tokens
  })

  app.post(
    '/api/tokens/refresh',
    { schema: { tags, body: schema.RefreshSchema, response } },
    async ({ body, ip }) => {
      await attempts.countTokenUse('refresh', ip)
      const tokens = await identity.refresh(body.refreshToken)
      if (!tokens) throw new NotSignedInError()
      return tokens
    },
  )

  app.post(
    '/api/tokens/revocation',
    { schema: { tags, body: schema.RefreshSchema, response: { 204: NoContent, ...problems } } },
    async ({ body, ip }, reply) => {
      await attempts.countTokenUse('revocation', ip)
      await identity.revoke(body.refreshToken)
      return reply.code(204).send(null)
    },
  )
}
