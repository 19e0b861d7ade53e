export interface Participant {
  /** Asks for what is done once, and resolves when it is done. A second time it is done for this one alone. */
  ask(): Promise<void>
  /** Says that this one has ended, whether it asked or not. */
  leave(): void
}

/** What several experiments need is done once for all of them: when each has asked for it or has ended. */
export function onceForAll(act: () => Promise<void>, { participants }: { participants: number }) {
  let missing = participants
  let isWanted = false
  const done = Promise.withResolvers<void>()
  done.promise.catch(() => {}) // who asked hears of it
  return { join }

  function join(): Participant {
    let hasArrived = false
    return { ask, leave }

    async function ask() {
      if (hasArrived) return act()
      isWanted = true
      arrive()
      return done.promise
    }

    function leave() {
      if (!hasArrived) arrive()
    }

    function arrive() {
      hasArrived = true
      missing -= 1
      if (missing === 0 && isWanted) act().then(done.resolve, done.reject)
    }
  }
}
