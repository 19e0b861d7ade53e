import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'

/** What one row did to one shop, in numbers. */
export interface Figures {
  readonly seconds: number
  readonly answers: number
  readonly answersPerSecond: number
  /** No answer, or 5xx. */
  readonly unserved: number
  /** Writes that were answered with 2xx. */
  readonly acknowledgedWrites: number
  readonly worstWaitMs: number
  /** What was done to instances, stores and links, in order. Empty where the requests themselves are the attack. */
  readonly faults: readonly string[]
  /** Carts that lack what was acknowledged; undefined where the row counts in another way, and asserts it. */
  readonly lost: number | undefined
}

export interface Meter {
  request(outcome: { isWrite: boolean; status: number; ms: number }): void
  fault(name: string): void
  lost(count: number): void
  figures(): Figures
}

/** Rows run side by side on one shop; each request knows from which of them it comes. */
const current = new AsyncLocalStorage<Meter>()

export const measure = <T>(meter: Meter, work: () => Promise<T>): Promise<T> => current.run(meter, work)
export const currentMeter = (): Meter | undefined => current.getStore()

export function createMeter(): Meter {
  const begun = performance.now()
  const [waits, faults]: [number[], string[]] = [[], []]
  let unserved = 0
  let acknowledgedWrites = 0
  let lost: number | undefined
  return {
    request({ isWrite, status, ms }) {
      waits.push(ms)
      if (status === 0 || status >= 500) unserved += 1
      if (isWrite && status >= 200 && status < 300) acknowledgedWrites += 1
    },
    fault: (name) => void faults.push(name),
    lost: (count) => {
      lost = count
    },
    figures() {
      const seconds = (performance.now() - begun) / 1000
      return {
        ...{ seconds, unserved, acknowledgedWrites, faults: [...faults], lost },
        answers: waits.length,
        answersPerSecond: waits.length / seconds,
        worstWaitMs: Math.round(Math.max(0, ...waits)),
      }
    },
  }
}

interface UndiciRequest {
  readonly method: string
  readonly path: string
}

/** Sees every request of this process that `fetch` sends. A stream is over for us when its headers are there. */
export function watchRequests(): void {
  const open = new WeakMap<UndiciRequest, { meter: Meter; began: number }>()
  subscribe('undici:request:create', (message) => {
    const { request } = message as { request: UndiciRequest }
    const meter = current.getStore()
    const lever = /^\/levers\/(\w+)/.exec(request.path)?.[1]
    if (lever) meter?.fault(`lever ${lever}`)
    else if (meter) open.set(request, { meter, began: performance.now() })
  })
  subscribe('undici:request:headers', (message) => {
    const { request, response } = message as { request: UndiciRequest; response: { statusCode: number } }
    settle(request, response.statusCode)
  })
  subscribe('undici:request:error', (message) => settle((message as { request: UndiciRequest }).request, 0))

  function settle(request: UndiciRequest, status: number) {
    const known = open.get(request)
    open.delete(request)
    const isWrite = !['GET', 'HEAD'].includes(request.method)
    known?.meter.request({ isWrite, status, ms: performance.now() - known.began })
  }
}
