/** A timer that comes so late was held up by this process: the answer may have been here for as long. */
const ownDelayMs = 100

/**
 * Waits for an answer for a bounded time, by a timer that knows when it comes late itself. When our own event loop was
 * blocked, the timer is due before anybody has read what arrived meanwhile, and a store that answered in a millisecond
 * would be called dead. Then the answer gets another half of the time, once.
 */
export function createPatience({ timeoutMs }: { timeoutMs: number }) {
  return function within<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const begun = performance.now()
      let timer = setTimeout(look, timeoutMs)
      answer.then(
        (value) => {
          clearTimeout(timer)
          resolve(value)
        },
        (error) => {
          clearTimeout(timer)
          reject(error)
        },
      )

      function look() {
        if (performance.now() - begun - timeoutMs < ownDelayMs) return giveUp()
        timer = setTimeout(giveUp, timeoutMs / 2)
      }

      function giveUp() {
        reject(new Error('Command timed out'))
      }
    })
  }
}
