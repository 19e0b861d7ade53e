import { setTimeout as sleep } from 'node:timers/promises'

/** Thrown when what was waited for did not happen in time; `cause` is the last error of the attempt, if it threw. */
export class WaitTimeoutError extends Error {}

interface WaitOptions {
  /** What is waited for, for the message: "Valkey sessions to answer PING". */
  readonly what: string
  /** Milliseconds. */
  readonly timeoutMs: number
  /** Milliseconds between two attempts. */
  readonly everyMs?: number
}

/** Calls `attempt` until it returns something truthy and returns that; an attempt that throws counts as "not yet". */
export async function waitUntil<T>(
  attempt: () => Promise<T | undefined | false> | T | undefined | false,
  { what, timeoutMs, everyMs = 25 }: WaitOptions,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  let cause: unknown
  for (;;) {
    try {
      const result = await attempt()
      if (result) return result
    } catch (error) {
      cause = error
    }
    if (performance.now() >= deadline)
      throw new WaitTimeoutError(`Waited ${timeoutMs} ms for ${what}`, { cause })
    await sleep(everyMs)
  }
}
