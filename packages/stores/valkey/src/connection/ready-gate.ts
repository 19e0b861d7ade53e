import type { Redis } from 'ioredis'

/**
 * Lets commands through while the connection is ready and holds them for a bounded time while it is not. ioredis' own
 * offline queue keeps commands whose caller was told long ago that they failed, and makes them after a reconnect.
 */
export function createReadyGate(redis: Redis, { timeoutMs }: { timeoutMs: number }) {
  const waiting = new Set<() => void>()
  let isShut = false
  const wakeAll = () => {
    for (const wake of [...waiting]) wake()
  }
  redis.on('ready', wakeAll)
  return { isOpen, pass, shut }

  function isOpen() {
    return redis.status === 'ready' && !isShut
  }

  /**
   * Throws `NotConnectedError` when the connection is not ready in time. `anew` waits for the next connection, although
   * this one may still look ready.
   */
  async function pass({ anew = false } = {}) {
    if ((anew || redis.status !== 'ready') && !isShut) await ready()
    if (!isOpen()) throw new NotConnectedError()
  }

  function shut() {
    isShut = true
    wakeAll()
  }

  function ready() {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(wake, timeoutMs)
      waiting.add(wake)
      function wake() {
        clearTimeout(timer)
        waiting.delete(wake)
        resolve()
      }
    })
  }
}

/** Thrown when there is no connection in time; becomes an `UnavailableError` before it leaves this package. */
export class NotConnectedError extends Error {
  constructor() {
    super('Not connected')
  }
}
