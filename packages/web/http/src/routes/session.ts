import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Profile } from '@unsticky/accounts'
import type { Now } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import type { CookieNames } from '../cookie-names.ts'
import { WrongCredentialsError } from '../errors.ts'
import type { LoginAttempts } from '../login-attempts.ts'
import type { LoginChecks } from '../logins/login-checks.ts'
import { noStore } from '../no-store.ts'
import * as schema from '../schemas/accounts.ts'
import { NoContent, OptionalKeyHeader, problems } from '../schemas/common.ts'
import type { ShopSigner } from '../signer.ts'
import { startSession } from '../start-session.ts'

export interface SessionRouteOptions {
  readonly attempts: LoginAttempts
  readonly signer: ShopSigner
  readonly isSecure: boolean
  readonly names: CookieNames
  readonly logins: LoginChecks
  readonly now: Now
}

const tags = ['account']

/** Sign-up, login and logout of browsers. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionRouteOptions> = async (app, options) => {
  const { shop } = app
  const { attempts, signer, isSecure, names, logins, now } = options
  app.addHook('onRequest', noStore)

  app.get(
    '/api/session',
    { schema: { tags, response: { 200: schema.SessionSchema, ...problems } } },
    async (request) => {
      const { accountId } = request.visitor
      return sessionOf(request, accountId ? await shop.profile(accountId) : undefined)
    },
  )

  app.post(
    '/api/accounts',
    {
      config: { limit: 'none', endsSession: true }, // counted by what is in it
      schema: {
        tags,
        headers: OptionalKeyHeader,
        body: schema.SignUpSchema,
        response: { 201: schema.SessionSchema, ...problems },
      },
    },
    async (request, reply) => {
      const account = { ...request.body, email: request.body.email.toLowerCase() }
      await attempts.countSignUp({ email: account.email, ip: request.ip })
      const mayBeRepeat = request.headers['idempotency-key'] !== undefined
      const profile = await (mayBeRepeat ? shop.signUpOnce : shop.signUp)(account)
      await attempts.forgive(account)
      await startSession(request, reply, { profile, login: await shop.loginOf(account), logins, now })
      return reply.code(201).send(sessionOf(request, profile))
    },
  )

  app.post(
    '/api/session',
    {
      config: { limit: 'none', endsSession: true }, // counted by what is in it
      schema: {
        tags,
        headers: OptionalKeyHeader,
        body: schema.CredentialsSchema,
        response: { 200: schema.SessionSchema, ...problems },
      },
    },
    async (request, reply) => {
      const credentials = { ...request.body, email: request.body.email.toLowerCase() }
      await attempts.count({ email: credentials.email, ip: request.ip })
      const found = await shop.logIn(credentials)
      if (!found) throw new WrongCredentialsError()
      await attempts.forgive(credentials)
      await startSession(request, reply, { ...found, logins, now })
      return sessionOf(request, found.profile)
    },
  )

  app.delete(
    '/api/session',
    {
      config: { limit: 'none', endsSession: true }, // whoever wants to end a session may
      schema: { tags, headers: OptionalKeyHeader, response: { 204: NoContent, ...problems } },
    },
    async (request, reply) => {
      const { via, tokenSubject } = request.visitor
      await request.session.destroy()
      if (via === 'session') await shop.endDevices(tokenSubject)
      return (
        reply
          .clearCookie(names.session, { path: '/', secure: isSecure })
          // Not "cookies": that would take the balancer's along, and those of other shops on this host.
          .header('Clear-Site-Data', '"cache", "storage"')
          .code(204)
          .send(null)
      )
    },
  )

  function sessionOf({ visitor }: FastifyRequest, profile: Profile | undefined) {
    const { accountId, tokenSubject } = visitor
    const account = profile && { email: profile.email, displayName: profile.displayName }
    return {
      signedIn: accountId !== undefined,
      accountId,
      ...account,
      csrfToken: signer.token(tokenSubject),
    }
  }
}
