import { UnavailableError } from '@unsticky/kernel'
import { NotConnectedError } from './ready-gate.ts'

/** How ioredis and Valkey say that nobody can be served right now. Everything else is a bug of ours. */
const failures = {
  /** No class and no code in ioredis 6 for most of these: the sentence is all there is. */
  connection:
    /^(Command timed out|Connection is closed|Stream isn't writeable|Reached the max retries|Command aborted|Socket timeout|connect ETIMEDOUT|None of startup nodes is available|Cluster is (disconnecting|ended)|Cluster isn't ready|Too many Cluster redirections|Failed to refresh slots cache|Node is disconnected|All sentinels are unreachable)/,
  server:
    /^(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|OOM|MISCONF|UNKILLABLE|ASK)\b|max number of clients reached/,
  demotion: /^(READONLY|MOVED)\b/,
  login: /^(NOAUTH|WRONGPASS)\b/,
}

const networkCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNABORTED', 'EADDRNOTAVAIL'],
])

export const isFailureOf = (kind: keyof typeof failures, error: unknown): boolean =>
  error instanceof Error && failures[kind].test(error.message)

/** The `UnavailableError` for a failure of the connection or the server; `undefined` for any other error. */
export function toUnavailable(error: unknown, service: string): UnavailableError | undefined {
  if (!(error instanceof Error) || !isFailure(error)) return undefined
  // Only the sentence: the error itself carries the command, and with it session ids, carts and passwords.
  return new UnavailableError(service, { cause: new Error(error.message) })
}

function isFailure(error: Error & { code?: unknown }) {
  if (error instanceof NotConnectedError) return true
  if (typeof error.code === 'string' && networkCodes.has(error.code)) return true
  return Object.values(failures).some((sentence) => sentence.test(error.message))
}

/** The same error without the command, which would carry a session or a cart into the log. */
export function stripCommand(error: unknown): unknown {
  if (error instanceof Error) delete (error as { command?: unknown }).command
  return error
}
