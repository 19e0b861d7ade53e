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

/** Remembers which writes were made, per owner and key, for 24 hours. `entries` may lie anywhere, a session included. */
export function createSeenKeys({ now, entries = new Map() }: { now: Now; entries?: Map<string, SeenKey> }) {
  return { isRepeat, remember }

  /** Throws `IdempotencyKeyReusedError` when the key belongs to another request, told apart by its fingerprint. */
  function isRepeat(owner: string, key: IdempotencyKey, fingerprint: string): boolean {
    const seen = entries.get(entryName(owner, key))
    if (!seen || seen.expiresAt <= now()) return false
    if (seen.fingerprint !== fingerprint) throw new IdempotencyKeyReusedError()
    return true
  }

  function remember(owner: string, key: IdempotencyKey, fingerprint: string) {
    // STATEFUL: nothing is taken out again, so the memory of the process grows with every write.
    const expiresAt = now() + idempotencyKeySeconds * 1000
    entries.set(entryName(owner, key), { fingerprint, expiresAt })
  }
}

const entryName = (owner: string, key: IdempotencyKey) => JSON.stringify([owner, key])
