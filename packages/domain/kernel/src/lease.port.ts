import type { Placed } from './state-place.ts'

export interface Lease {
  readonly name: string
  readonly holder: string
}

/** Lets one instance at a time do a recurring job. */
export interface LeaseStore extends Placed {
  /**
   * Takes the lease if it is free, expired, or already held by `holder` (then it is prolonged).
   * `undefined` means that somebody else holds it.
   */
  acquire(name: string, holder: string, options: { ttlSeconds: number }): Promise<Lease | undefined>
  /** Gives the lease back; does nothing when it is no longer held. */
  release(lease: Lease): Promise<void>
  close(): Promise<void>
}
