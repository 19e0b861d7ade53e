import type { Placed } from './state-place.ts'

/** The keys that sign cookies. */
export interface CookieKeys extends Placed {
  /**
   * Newest first: the first signs, every one verifies. Synchronous, because it is asked on every request; an
   * adapter refreshes in the background and keeps the last good keys when its source is gone.
   */
  current(): readonly string[]
  close(): Promise<void>
}
