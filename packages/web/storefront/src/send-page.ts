import { UnavailableError } from '@unsticky/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PageReads } from './page-reads.ts'
import { renderPage } from './render-page.ts'
import { loginUrl } from './safe-next.ts'
import { shellOf } from './shell-of.ts'
import type { Page } from './views/shell.ts'

/** Sends a page with its shell. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const shell = await shellOf(request.pageReads, request.server.assets)
  return reply.type('text/html; charset=utf-8').send(renderPage(shell, page))
}

/**
 * Answers a guest with the way to the login page, which leads back here. True when it has answered. Whom nobody can
 * identify right now is not sent to sign in again: `UnavailableError`.
 */
export function askToSignIn({ pageReads, url }: FastifyRequest, reply: FastifyReply): boolean {
  assertIdentified(pageReads)
  if (pageReads.accountId !== undefined) return false
  reply.redirect(loginUrl(url))
  return true
}

/** Throws `UnavailableError` when the session store does not answer. */
export function assertIdentified({ isIdentified }: PageReads): void {
  if (!isIdentified) throw new UnavailableError('session store')
}

declare module 'fastify' {
  interface FastifyRequest {
    pageReads: PageReads
  }
}
