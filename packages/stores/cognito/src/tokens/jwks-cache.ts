import { UnavailableError } from '@unsticky/kernel'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose'

export interface JwksCacheOptions {
  /** The one place that keys come from; what a token says about itself is never asked. */
  readonly url: string
  /** After this many milliseconds the keys are fetched again, behind the answer. */
  readonly maxAgeMs?: number
  /** The least number of milliseconds between two fetches, whatever key ids tokens name. */
  readonly cooldownMs?: number
  readonly timeoutMs?: number
}

/**
 * Finds the public key of a token by its `kid`. Keys once fetched serve on while their place does not answer. Before
 * the first fetch succeeded nothing can be said about any token: `UnavailableError`.
 */
export function createJwksCache({
  url,
  maxAgeMs = 10 * 60_000,
  cooldownMs = 30_000,
  timeoutMs = 1000,
}: JwksCacheOptions): JWTVerifyGetKey {
  let keys: LocalJWKSet | undefined
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | undefined
  return async (header, token) => {
    // Without an id any key would do for which the signature fits; Cognito always names one.
    if (typeof header?.kid !== 'string') throw new errors.JWKSNoMatchingKey()
    const known = keys ?? (await firstKeys())
    if (performance.now() - fetchedAt > maxAgeMs && !isCoolingDown()) void fetchOnce().catch(() => {})
    try {
      return await known(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || isCoolingDown()) throw error
      // A new key, perhaps. A flood of made-up ids meets the cooldown.
      await fetchOnce().catch(() => {})
      return (keys ?? known)(header, token)
    }
  }

  // The clock of the machine's uptime: a wrong wall clock must not stop or flood the fetching.
  function isCoolingDown() {
    return performance.now() - triedAt < cooldownMs
  }

  async function firstKeys(): Promise<LocalJWKSet> {
    await fetchOnce()
    return keys as LocalJWKSet
  }

  /** Everybody who asks meanwhile waits for the same answer. */
  function fetchOnce(): Promise<void> {
    fetching ??= fetchKeys().finally(() => {
      fetching = undefined
    })
    return fetching
  }

  async function fetchKeys() {
    triedAt = performance.now()
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
      if (!response.ok) throw new Error(`The keys answer ${response.status}`)
      keys = createLocalJWKSet((await response.json()) as JSONWebKeySet)
      fetchedAt = performance.now()
    } catch (error) {
      throw new UnavailableError('login service', { cause: error })
    }
  }
}
