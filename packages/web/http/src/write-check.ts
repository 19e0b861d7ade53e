import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { CrossSiteError, CsrfError } from './errors.ts'
import { createSameSiteCheck } from './same-site.ts'

/** What speaks against a write by cookie: another site's page, or a page without the session's CSRF token. */
export function createWriteCheck(publicOrigin: string) {
  const isSameSite = createSameSiteCheck(publicOrigin)
  return ({ headers }: FastifyRequest, csrfToken: string | undefined): Error | undefined => {
    if (!isSameSite(headers)) return new CrossSiteError()
    const sent = headers['x-csrf-token']
    return typeof sent === 'string' && isEqual(sent, csrfToken) ? undefined : new CsrfError()
  }
}

/** In a time that says nothing of how much is right. */
function isEqual(sent: string, expected: string | undefined) {
  if (!expected || sent.length !== expected.length) return false
  return timingSafeEqual(Buffer.from(sent, 'latin1'), Buffer.from(expected, 'latin1'))
}
