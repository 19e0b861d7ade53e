import { BusyError } from '../errors.ts'

interface SlotsOptions {
  /** How many hold one at a time. */
  readonly size: number
  /** How many may wait for one. */
  readonly waiting?: number
}

/** A bounded number of places on this instance, for what holds memory or a processor while it lasts. */
export function createSlots({ size, waiting = 0 }: SlotsOptions) {
  const queue: (() => void)[] = []
  // state-audit-ignore: what runs in this process right now; it guards its own memory
  let taken = 0
  return { take, run }

  /** Takes a place at once. Throws `BusyError` when there is none. Returns what gives it back; calling it again does nothing. */
  function take(): () => void {
    if (taken >= size) throw new BusyError()
    taken += 1
    return giveBackOnce()
  }

  /** Runs `work` as soon as there is a place. Throws `BusyError` when too many wait already. */
  async function run<T>(work: () => Promise<T>): Promise<T> {
    const giveBack = await wait()
    try {
      return await work()
    } finally {
      giveBack()
    }
  }

  async function wait() {
    if (taken < size) return take()
    if (queue.length >= waiting) throw new BusyError()
    // The place goes from hand to hand, so nobody who comes later overtakes.
    await new Promise<void>((resolve) => queue.push(resolve))
    return giveBackOnce()
  }

  function giveBackOnce() {
    let isBack = false
    return () => {
      if (isBack) return
      isBack = true
      const next = queue.shift()
      if (next) next()
      else taken -= 1
    }
  }
}
