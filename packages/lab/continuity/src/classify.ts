import type { Outcome } from './events.ts'

export interface ClassifyOptions {
  /**
   * Whether the answer asks to come again (`Retry-After`). Tells the two kinds of 409 apart: "still working on it" from
   * "refused". Unless given, a 409 is taken as unknown, which accuses nobody.
   */
  readonly saysRetry?: boolean
}

/** The request may still be at work when these are answered: timeout, conflict, too early, client closed. */
const ambiguous: readonly number[] = [408, 409, 425, 499]

/**
 * What an HTTP status says about the act: 2xx `ok`; 4xx `fail`, but for the ambiguous ones; everything else (0 for no
 * answer, 3xx, 5xx) `info`.
 */
export function classify(status: number, { saysRetry }: ClassifyOptions = {}): Outcome {
  if (status >= 200 && status < 300) return 'ok'
  if (status === 409 && saysRetry === false) return 'fail'
  return status >= 400 && status < 500 && !ambiguous.includes(status) ? 'fail' : 'info'
}
