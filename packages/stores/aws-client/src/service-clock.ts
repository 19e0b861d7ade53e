import type { Now } from '@unsticky/kernel'

/** The part of an AWS client that sees its answers. */
interface WatchedClient {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each client package has types of its own for the same middleware
    add(middleware: any, options: any): void
  }
}

interface Answer {
  readonly response?: { readonly headers?: Readonly<Record<string, string>> }
}

/** The clock of a service, as its answers tell it. */
export interface ServiceClock {
  readonly now: Now
  /** Milliseconds that the service is ahead of this machine; 0 while nothing says that they differ. */
  offsetMs(): number
}

/** The header `Date` counts whole seconds. */
const dateStepMs = 1000

/**
 * The time of the service behind an AWS client, by the header `Date` of the answers that come anyway. Instances that ask
 * this clock agree to about a second, whatever their own clocks say; so one may judge a time that another one wrote.
 * The SDK has a correction of its own, but only for more than five minutes. Before the first answer it is this
 * machine's clock.
 */
export function createServiceClock(client: WatchedClient, options: { now?: Now } = {}): ServiceClock {
  const clock = clocks.get(client) ?? watchClient(client, options)
  clocks.set(client, clock)
  return clock
}

/** One for each client, or every caller would hear the same answers again. */
const clocks = new WeakMap<WatchedClient, ServiceClock>()

function watchClient(client: WatchedClient, { now = Date.now }: { now?: Now }): ServiceClock {
  // Between these two the offset must lie, by what was heard so far.
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  client.middlewareStack.add(watch, { step: 'deserialize', priority: 'low', name: 'serviceClock' })
  // The smallest correction that agrees with the answers, so that a right clock is left alone.
  const offsetMs = () => Math.min(Math.max(0, least), most)
  return { now: () => now() + offsetMs(), offsetMs }

  function watch(next: (args: unknown) => Promise<Answer>) {
    return async (args: unknown) => {
      const sentAt = now()
      const answer = await next(args)
      const date = Date.parse(answer.response?.headers?.date ?? '')
      if (!Number.isNaN(date)) learn({ date, sentAt, receivedAt: now() })
      return answer
    }
  }

  function learn({ date, sentAt, receivedAt }: { date: number; sentAt: number; receivedAt: number }) {
    const [from, to] = [date - receivedAt, date + dateStepMs - sentAt]
    const isContradiction = from > most || to < least
    // Somebody put a clock right: what was heard before is about another clock.
    least = isContradiction ? from : Math.max(least, from)
    most = isContradiction ? to : Math.min(most, to)
  }
}
