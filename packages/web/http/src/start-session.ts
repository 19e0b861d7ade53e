import type { Login, Profile } from '@unsticky/accounts'
import { type Now, UnavailableError } from '@unsticky/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { browserSession } from './logins/browser-session.ts'
import type { LoginChecks } from './logins/login-checks.ts'

interface StartOptions {
  readonly profile: Profile
  /** What the login service gave for the password; it is asked by it whether the login still holds. */
  readonly login?: Login | undefined
  readonly logins: LoginChecks
  readonly now: Now
}

/**
 * Makes the visitor an account: the guest's cart comes along, the session gets a new id, so that an id somebody
 * planted is worth nothing (ASVS 5, 7.2.4), and the anonymous id is over.
 */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { profile: { accountId }, login, logins, now }: StartOptions,
) {
  const { visitor, carts, server } = request
  const isGuest = visitor.via === 'guest'
  const guestId = isGuest && visitor.isKnown ? visitor.shopperId : undefined
  // The account is there and its login right: a cart that cannot come along now comes with the next look at it.
  if (guestId) await server.shop.mergeGuest(carts, guestId, accountId).catch(laterIfAway)
  // What lies in a guest's session (a cart, in the naive way) comes along; what lies in another account's does not.
  const kept = isGuest ? Object.keys(request.session).filter((name) => name !== 'cookie') : []
  await request.session.regenerate(kept)
  Object.assign(request.session, { accountId, createdAt: now(), guestId })
  await logins.note(browserSession(request), login)
  await request.session.save()
  request.visitor = {
    accountId,
    shopperId: accountId,
    via: 'session',
    tokenSubject: request.session.sessionId,
    isKnown: true,
  }
  reply.forgetGuest()

  function laterIfAway(error: unknown) {
    if (!(error instanceof UnavailableError)) throw error
    request.log.warn({ err: error }, 'the cart of a guest comes along later')
  }
}
