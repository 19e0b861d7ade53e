import { isDeepStrictEqual } from 'node:util'
import { waitUntil } from '@unsticky/processes'
import { expect } from 'vitest'

interface Patience {
  readonly timeoutMs?: number
  readonly everyMs?: number
}

/**
 * Looks until it sees what is expected; a look that throws has seen nothing. Vitest's `expect.poll` belongs to one test
 * at a time, and ours run side by side.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  expected: T,
  { timeoutMs = 10_000, everyMs = 50 }: Patience = {},
): Promise<void> {
  let seen: T | undefined
  const isSeen = async () => {
    seen = await look()
    return isDeepStrictEqual(seen, expected)
  }
  await waitUntil(isSeen, { what: 'what is expected', timeoutMs, everyMs }).catch((error) => {
    expect(seen).toEqual(expected) // says the difference, unless every look has thrown
    throw error
  })
}
