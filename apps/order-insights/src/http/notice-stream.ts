import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import type { Notice } from '../store/insight-items.ts'
import type { InsightStore } from '../store/insight-store.ts'

interface NoticeStreamOptions {
  readonly insights: Pick<InsightStore, 'noticesAfter'>
  readonly news: News
  /** The number of the last notice that the page has. */
  readonly after: number
  readonly signal: AbortSignal
}

/** Wakes who waits for notices. Another instance may have written them, so nobody waits for ever. */
export interface News {
  next(signal: AbortSignal): Promise<void>
  tell(): void
}

const longestWaitMs = 1000
const gatherMs = 100
/** Proxies close a connection on which nothing is said. */
const heartbeatMs = 15_000

/**
 * Server-sent events, one a notice, from the table and not from memory: a page that comes back to another instance, or
 * after a kill, gives the number that it has and gets the rest.
 */
export async function* streamNotices({ insights, news, after, signal }: NoticeStreamOptions) {
  let last = after
  let saidAt = performance.now()
  yield 'retry: 500\n\n'
  while (!signal.aborted) {
    // Asked before the table is read: what comes in between must not be slept over.
    const more = news.next(signal)
    const notices = await readNotices(last)
    for (const notice of notices) {
      last = notice.number
      yield format(notice)
    }
    if (notices.length > 0) saidAt = performance.now()
    else if (performance.now() - saidAt > heartbeatMs) {
      saidAt = performance.now()
      yield ': still here\n\n'
    }
    if (notices.length === pageSize) continue
    await more
    // Notices of one moment are one look at the table.
    await sleep(gatherMs, undefined, { signal }).catch(() => {})
  }

  /** A table that does not answer is waited for; the page keeps its connection. */
  async function readNotices(number: number): Promise<readonly Notice[]> {
    try {
      return await insights.noticesAfter(number, { limit: pageSize })
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      return []
    }
  }
}

const pageSize = 100

const format = (notice: Notice) => `id: ${notice.number}\nevent: notice\ndata: ${JSON.stringify(notice)}\n\n`

export function createNews(): News {
  let waiting = Promise.withResolvers<void>()
  return {
    async next(signal) {
      const { promise } = waiting
      const done = new AbortController()
      const wait = sleep(longestWaitMs, undefined, { signal: AbortSignal.any([signal, done.signal]) })
      await Promise.race([promise, wait.catch(() => {})])
      done.abort()
    },
    tell() {
      waiting.resolve()
      waiting = Promise.withResolvers()
    },
  }
}
