import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose'
import { createKeyFetcher } from './key-fetcher.ts'

export interface JwksCacheOptions {
  /** The one place that keys come from; what a token says about itself is never asked. */
  readonly url: string
  /** After this many milliseconds the keys are fetched again, behind the answer. */
  readonly maxAgeMs?: number
  /** The least number of milliseconds between the starts of two fetches, whatever key ids tokens name. */
  readonly pauseMs?: number
  readonly timeoutMs?: number
}

/**
 * Finds the public key of a token by its `kid`. Keys once fetched serve on while their place does not answer.
 *
 * A key that is not among them is one of two things: made up, or newer than what was fetched. Only keys that were asked
 * for after the token came can tell, so the token waits for them; a flood of made-up ids shares one fetch a second.
 * Where they cannot be had, nothing can be said about the token: `UnavailableError`, never "not signed in".
 */
export function createJwksCache({
  url,
  maxAgeMs = 10 * 60_000,
  pauseMs = 1000,
  timeoutMs = 1000,
}: JwksCacheOptions): JWTVerifyGetKey {
  let keys: LocalJWKSet | undefined
  const fetcher = createKeyFetcher({ fetchKeys, pauseMs })
  return async (header, token) => {
    // Without an id any key would do for which the signature fits; Cognito always names one.
    if (typeof header?.kid !== 'string') throw new errors.JWKSNoMatchingKey()
    const known = keys
    if (!known) return (await fresh())(header, token)
    if (fetcher.ageMs() > maxAgeMs) void fetcher.fetchSoon().catch(() => {})
    try {
      return await known(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      return (await fresh())(header, token)
    }
  }

  async function fresh(): Promise<LocalJWKSet> {
    await fetcher.fetchSoon()
    return keys as LocalJWKSet
  }

  async function fetchKeys() {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
    if (!response.ok) throw new Error(`The keys answer ${response.status}`)
    const set = (await response.json()) as JSONWebKeySet
    // A set without keys would make every token a forged one.
    if (!set.keys?.length) throw new Error('There are no keys in the answer')
    keys = createLocalJWKSet(set)
  }
}
