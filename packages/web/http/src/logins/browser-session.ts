import type { FastifyRequest } from 'fastify'
import type { BrowserSession } from './login-checks.ts'

/** The session of a request that is signed in, for the list of its account's logins. */
export function browserSession({ session, headers }: FastifyRequest): BrowserSession {
  const { sessionId, accountId = '', createdAt = 0 } = session
  return { sessionId, accountId, createdAt, device: deviceOf(headers['user-agent']) }
}

/** What a browser says it is: as text of one line, because its owner reads it. */
export const deviceOf = (userAgent = 'Unknown device') =>
  userAgent.replace(/[^\x20-\x7e]/g, ' ').slice(0, 160)
