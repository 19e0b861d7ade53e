/**
 * Lets work on the same thing follow one another inside this process. It keeps no state: without it everything would
 * still be right, but fifty adds at one moment would lose hundreds of races against each other.
 */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>()
  return { inTurn, inTurnOfAll }

  function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (last.get(name) ?? Promise.resolve()).then(work)
    const settled = mine.then(forget, forget)
    last.set(name, settled)
    return mine

    function forget() {
      if (last.get(name) === settled) last.delete(name)
    }
  }

  /** In the order of the names, so that two who need the same two never wait for each other. */
  function inTurnOfAll<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const [first, ...others] = names.toSorted()
    return first === undefined ? work() : inTurn(first, () => inTurnOfAll(others, work))
  }
}
