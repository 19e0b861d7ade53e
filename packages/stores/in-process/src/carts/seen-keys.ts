import { cartKeySeconds, hashKey, keptCartKeys } from '@unsticky/cart'
import { type IdempotencyKey, IdempotencyKeyReusedError, type Now } from '@unsticky/kernel'

export interface SeenKey {
  readonly fingerprint: string
  readonly expiresAt: number
}

/** Hashed key → what came with it, the oldest first. */
export type SeenKeys = Map<string, SeenKey>

/** Remembers which of the last writes one owner made, per key. `entries` may lie anywhere, a session included. */
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
    const expiresAt = now() + cartKeySeconds * 1000
    const hashed = hashKey(key)
    // STATEFUL: who writes to another instance next is not recognised there. Taken out first, for the newest is last.
    entries.delete(hashed)
    entries.set(hashed, { fingerprint, expiresAt })
    dropOld(entries, now())
  }
}

/** Leaves the keys that still count, and of those the newest. */
export function dropOld(entries: SeenKeys, now: number) {
  for (const [key, { expiresAt }] of entries) {
    if (expiresAt <= now || entries.size > keptCartKeys) entries.delete(key)
  }
}

/** The keys of one owner among those of all; made when there are none yet. */
export function seenKeysOf<Owner>(owners: Map<Owner, SeenKeys>, owner: Owner): SeenKeys {
  const entries: SeenKeys = owners.get(owner) ?? new Map()
  owners.set(owner, entries)
  return entries
}
