import type { FastifyInstance } from 'fastify'
import { sendNotFound } from '../error-pages.ts'
import { safeNext } from '../safe-next.ts'
import { askToSignIn, assertIdentified, sendPage } from '../send-page.ts'
import { loginPage, signUpPage } from '../views/login.ts'
import { profilePage } from '../views/profile.ts'

type Next = { Querystring: { next?: unknown } }

/** `/login`, `/sign-up` and `/profile`. */
export async function accountPages(app: FastifyInstance): Promise<void> {
  for (const [path, page] of [
    ['/login', loginPage],
    ['/sign-up', signUpPage],
  ] as const) {
    app.get<Next>(path, async (request, reply) => {
      assertIdentified(request.pageReads)
      const next = safeNext(request.query.next)
      if (request.pageReads.accountId !== undefined) return reply.redirect(next)
      return sendPage(request, reply, page({ next }))
    })
  }

  app.get('/profile', async (request, reply) => {
    if (askToSignIn(request, reply)) return reply
    const profile = await request.pageReads.profile()
    if (!profile) return sendNotFound(request, reply)
    return sendPage(request, reply, profilePage(profile))
  })
}
