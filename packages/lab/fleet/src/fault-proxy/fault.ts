/**
 * What a proxy does to its connections.
 *
 * - `pass`: nothing.
 * - `stop`: cuts every connection and refuses new ones, as a server that is gone.
 * - `freeze`: keeps connections, takes new ones and forwards nothing, as a server that hangs. Nothing is lost: what was
 *   held back is forwarded when the freeze ends.
 * - `slow`: every answer reaches the client `delayMs` later; order and throughput stay.
 */
export type Fault =
  | { readonly mode: 'pass' | 'stop' | 'freeze' }
  | { readonly mode: 'slow'; readonly delayMs: number }

export const passing: Fault = { mode: 'pass' }

/** Milliseconds to add to answers under this fault. */
export const delayOf = (fault: Fault): number => (fault.mode === 'slow' ? fault.delayMs : 0)

/** Throws RangeError for a delay that no test means: negative, not a number, or more than a minute. */
export function assertFault(fault: Fault): void {
  const delayMs = delayOf(fault)
  if (!(delayMs >= 0 && delayMs <= 60_000))
    throw new RangeError(`A delay is 0 to 60000 milliseconds, not ${delayMs}`)
}
