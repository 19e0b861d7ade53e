/** Lets work that must not overlap wait for each other. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return { take, isBusy: () => waiting > 0 }

  function take<T>(work: () => Promise<T>): Promise<T> {
    waiting += 1
    const turn = last.then(work).finally(() => {
      waiting -= 1
    })
    last = turn.catch(() => {})
    return turn
  }
}

export type Turns = ReturnType<typeof createTurns>
