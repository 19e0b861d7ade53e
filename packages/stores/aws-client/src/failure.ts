/** What an exception of an AWS SDK looks like; the classes are different in every client package. */
interface AwsFailure extends Error {
  readonly code?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $retryable?: { readonly throttling?: boolean }
}

const networkCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNABORTED', 'EADDRNOTAVAIL'],
])

const passingNames = new Set([
  // Slow, or ended by our own deadline.
  ...['TimeoutError', 'AbortError', 'RequestTimeout', 'RequestTimeoutException'],
  // Too much at once. The SDK has repeated it by now.
  ...['ThrottlingException', 'Throttling', 'ThrottledException', 'RequestThrottledException', 'SlowDown'],
  ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'TooManyRequestsException'],
  ...['LimitExceededException', 'TransactionInProgressException', 'PriorRequestNotComplete'],
])

/** True for an SDK exception of one of these names; `instanceof` ends where two copies of an SDK begin. */
export const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name)

/** True for what passes by itself: slow, unreachable, throttled, broken on their side. */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code, $metadata, $retryable } = error as AwsFailure
  if (passingNames.has(error.name)) return true
  if (typeof code === 'string' && networkCodes.has(code)) return true
  if ($retryable?.throttling || $metadata?.httpStatusCode === 429) return true
  return ($metadata?.httpStatusCode ?? 0) >= 500
}
