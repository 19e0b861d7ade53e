import type { CookieKeys } from '@unsticky/kernel'

export interface SharedCookieKeys extends CookieKeys {
  /** From now on these verify too. */
  learn(keys: readonly string[]): void
}

/** Signs with its own key, and verifies what the instances that it shares its shoppers with have signed. */
export function createSharedCookieKeys(own: CookieKeys): SharedCookieKeys {
  let keys = own.current()
  return { livesIn: own.livesIn, current: () => keys, learn, close: own.close }

  // A new list: whoever derived something from the old one sees that it has changed.
  function learn(others: readonly string[]) {
    keys = [...new Set([...own.current(), ...others])]
  }
}
