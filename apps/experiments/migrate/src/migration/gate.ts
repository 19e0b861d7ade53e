/**
 * Where a running instance is on its way out of the process.
 *
 * - `off`: the old store alone
 * - `dual-write`: the old store decides; what it acknowledged is copied before the shopper hears of it
 * - `read-through`: the new store decides; what it acknowledged is written back to the old one
 */
export type Mode = 'off' | 'dual-write' | 'read-through'

export interface Gate {
  readonly mode: Mode
  /**
   * Runs one operation of a store, in one mode from its begin to its end. Not from within another: a switch would wait
   * for the outer one, and the inner one for the switch.
   */
  run<T>(operation: (mode: Mode) => Promise<T>): Promise<T>
  /** Waits for the operations under way, lets new ones wait, and switches: at no moment do both stores decide. */
  switchTo(mode: Mode): Promise<void>
}

export function createGate(): Gate {
  let mode: Mode = 'off'
  let running = 0
  let switching: Promise<void> | undefined
  let whenIdle = () => {}
  return {
    get mode() {
      return mode
    },
    run,
    switchTo,
  }

  async function run<T>(operation: (mode: Mode) => Promise<T>): Promise<T> {
    while (switching) await switching
    running += 1
    try {
      return await operation(mode)
    } finally {
      running -= 1
      if (running === 0) whenIdle()
    }
  }

  async function switchTo(wanted: Mode) {
    while (switching) await switching
    const { promise, resolve } = Promise.withResolvers<void>()
    switching = promise
    if (running > 0) await new Promise<void>((idle) => (whenIdle = idle))
    whenIdle = () => {}
    mode = wanted
    switching = undefined
    resolve()
  }
}
