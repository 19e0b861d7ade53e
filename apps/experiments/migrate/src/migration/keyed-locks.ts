export interface KeyedLocks {
  /** Runs tasks of one key one after the other; those of different keys side by side. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>
}

export function createKeyedLocks(): KeyedLocks {
  const tails = new Map<string, Promise<unknown>>()
  return { run }

  function run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const result = (tails.get(key) ?? Promise.resolve()).then(task)
    const tail = result.then(forget, forget)
    tails.set(key, tail)
    return result

    function forget() {
      if (tails.get(key) === tail) tails.delete(key)
    }
  }
}
