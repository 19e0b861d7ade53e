import { hashKey } from '@unsticky/cart'
import {
  type IdempotencyKey,
  IdempotencyKeyReusedError,
  idempotencyKeySeconds,
  type Now,
} from '@unsticky/kernel'

export interface SeenKey {
  readonly fingerprint: string
  readonly expiresAt: number
}

/** Hashed key → what came with it. */
export type SeenKeys = Map<string, SeenKey>

/** Remembers which writes one owner made, per key, for 24 hours. `entries` may lie anywhere, a session included. */
export function createSeenKeys({ now, entries = new Map() }: { now: Now; entries?: SeenKeys }) {
  return { isRepeat, remember }

  /** Throws `IdempotencyKeyReusedError` when the key belongs to another request, told apart by its fingerprint. */
  function isRepeat(key: IdempotencyKey, fingerprint: string): boolean {
    const seen = entries.get(hashKey(key))
    if (!seen || seen.expiresAt <= now()) return false
    if (seen.fingerprint !== fingerprint) throw new IdempotencyKeyReusedError()
    return true
  }

  function remember(key: IdempotencyKey, fingerprint: string) {
    // STATEFUL: nothing is taken out again, so the memory of the process grows with every write.
    const expiresAt = now() + idempotencyKeySeconds * 1000
    entries.set(hashKey(key), { fingerprint, expiresAt })
  }
}

/** The keys of one owner among those of all; made when there are none yet. */
export function seenKeysOf<Owner>(owners: Map<Owner, SeenKeys>, owner: Owner): SeenKeys {
  const entries: SeenKeys = owners.get(owner) ?? new Map()
  owners.set(owner, entries)
  return entries
}
