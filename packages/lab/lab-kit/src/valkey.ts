/** The homework: a limit and a lease that all instances share. */
import type { Valkey } from '@unsticky/valkey'

/** What `createLimiter` and `createLeases` get. */
export interface SharedOptions {
  /**
   * A connection. `valkey.ask((redis) => redis.eval(script, 1, key, …))` runs a script as a whole, and answers in bounded
   * time.
   */
  readonly valkey: Valkey
}

/** What they return says where the state is. */
export const inValkey = { kind: 'shared', name: 'Valkey (yours)' } as const
