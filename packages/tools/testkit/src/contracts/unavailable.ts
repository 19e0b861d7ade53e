import { UnavailableError } from '@unsticky/kernel'
import { expect } from 'vitest'

/** No shopper waits longer than this for a store that does not answer. */
const boundMs = 5000

/** Expects an `UnavailableError` for every call, in bounded time. */
export async function expectUnavailable(calls: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const call of calls) {
    const startedAt = performance.now()
    await expect(call()).rejects.toThrow(UnavailableError)
    expect(performance.now() - startedAt).toBeLessThan(boundMs)
  }
}
