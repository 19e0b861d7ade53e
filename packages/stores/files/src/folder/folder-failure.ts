import { UnavailableError } from '@unsticky/kernel'

/** How a file system says that it cannot serve anybody right now. Everything else is a bug, or a wrong permission. */
const codes = new Set([
  // The folder itself is not there: not mounted. What may be missing is looked at before this list.
  ...['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO'],
  // The disk, or the file server, cannot.
  ...['EIO', 'EREMOTEIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EBUSY', 'EAGAIN', 'ESTALE'],
  // The network between us and the file server.
  ...['ETIMEDOUT', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOTCONN'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE'],
  // This process has too many files open.
  ...['EMFILE', 'ENFILE'],
])

/** The code of a file system's error: "ENOENT". */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined

/** `undefined` when the error is one of these codes; any other error is thrown again. */
export const ignoring =
  (...ignored: readonly string[]) =>
  (error: unknown): undefined => {
    if (!ignored.includes(codeOf(error) ?? '')) throw error
  }

/** The `UnavailableError` for a failure of the folder; any other error as it is. */
export function toUnavailable(error: unknown, service: string): unknown {
  const isPassing = error instanceof NoAnswerError || codes.has(codeOf(error) ?? '')
  return isPassing ? new UnavailableError(service, { cause: error }) : error
}

/** Thrown when the folder did not answer in time; becomes an `UnavailableError` before it leaves this package. */
export class NoAnswerError extends Error {}
