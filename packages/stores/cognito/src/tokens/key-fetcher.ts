import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'

interface KeyFetcherOptions {
  readonly fetchKeys: () => Promise<void>
  /** The least number of milliseconds between the starts of two fetches. */
  readonly pauseMs: number
}

/** Who waits for the next fetch, at most: each of them holds a request open. */
const mostWaiting = 500

/** Fetches keys when somebody asks, with a pause between two fetches, one at a time. */
export function createKeyFetcher({ fetchKeys, pauseMs }: KeyFetcherOptions) {
  // The clock of the machine's uptime: a wrong wall clock must not stop or flood the fetching.
  let [startedAt, fetchedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let failure: unknown
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  // state-audit-ignore: a copy of the public keys and when it was taken; every instance fetches its own
  let waiting = 0
  return { fetchSoon, ageMs: () => performance.now() - fetchedAt }

  /** Resolves when a fetch that began after this call has succeeded. Rejects with `UnavailableError`. */
  async function fetchSoon(): Promise<void> {
    // The last fetch failed a moment ago, and the next one may not begin yet: nobody has to wait to hear that.
    if (failure && performance.now() - startedAt < pauseMs) throw unavailable(failure)
    if (waiting >= mostWaiting) throw unavailable(new Error('Too many tokens wait for new keys'))
    waiting += 1
    next ??= fetchNext()
    await next.finally(() => {
      waiting -= 1
    })
  }

  async function fetchNext() {
    await running
    const restMs = startedAt + pauseMs - performance.now()
    if (restMs > 0) await sleep(restMs)
    next = undefined
    startedAt = performance.now()
    const fetching = fetchKeys().then(remember, fail)
    running = fetching.catch(() => {})
    await fetching
  }

  function remember() {
    failure = undefined
    fetchedAt = performance.now()
  }

  function fail(error: unknown): never {
    failure = error
    throw unavailable(error)
  }
}

const unavailable = (cause: unknown) => new UnavailableError('login service', { cause })
