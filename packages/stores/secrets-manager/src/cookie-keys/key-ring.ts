/** The keys of one version of the secret, newest first, and how old the version is by Secrets Manager's own clock. */
export interface KeyVersion {
  readonly keys: readonly string[]
  readonly ageMs: number
}

export interface SeenVersions {
  readonly current: KeyVersion
  readonly previous?: KeyVersion | undefined
}

export interface KeyRingOptions {
  /** How long a new key only verifies. */
  readonly settleMs: number
  /** How long a key verifies on that no version names any more. */
  readonly overlapMs: number
  /** Milliseconds since some moment. It only ever measures durations, so no clock of another machine comes in. */
  readonly elapsed: () => number
}

interface KnownKey {
  /** When it was there at the latest, by `elapsed`. */
  readonly since: number
  /** When the current version was first seen without it. */
  readonly droppedAt?: number
}

// The life of one key, as one instance sees it:
//
//   first seen ─── only verifies ───► settled ─── may sign ───► dropped ─── verifies on ───► overlap ─── gone
//
/**
 * Remembers the keys of the versions it is shown. Each key settles by its own age, counted from when this instance
 * first saw it. The instances learn of a key one after the other, and a cookie signed with it would be forged in the
 * eyes of those that do not know it yet. A second rotation a moment after the first therefore changes nothing for the
 * keys before it.
 */
export function createKeyRing({ settleMs, overlapMs, elapsed }: KeyRingOptions) {
  // state-audit-ignore: a copy of what Secrets Manager holds, read anew twice a minute; old keys stay valid meanwhile
  const known = new Map<string, KnownKey>()
  // state-audit-ignore: chosen anew from those copies with every look at them
  let signing: string | undefined
  return { see }

  /** Resolves which keys are good now: the one that signs in front, then all others that verify. */
  function see(versions: SeenVersions): readonly string[] {
    const at = elapsed()
    const isStart = known.size === 0
    for (const key of keysOf(versions)) {
      const { since = at - (isStart ? ageOf(key, versions) : 0), droppedAt } = known.get(key) ?? {}
      const dropped = droppedAt ?? (isStart ? at - versions.current.ageMs : at)
      known.set(key, versions.current.keys.includes(key) ? { since } : { since, droppedAt: dropped })
    }
    dropOld(versions, at)
    signing = signerOf(versions, at)
    return [...new Set([signing, ...versions.current.keys, ...known.keys()])]
  }

  function dropOld({ current }: SeenVersions, at: number) {
    for (const [key, { since, droppedAt = at }] of known) {
      if (current.keys.includes(key)) continue
      if (at - droppedAt >= overlapMs) known.delete(key)
      else known.set(key, { since, droppedAt })
    }
  }

  /** The newest key that has settled. Until one has, the key that signed so far; at a start, the oldest. */
  function signerOf(versions: SeenVersions, at: number): string {
    const settled = versions.current.keys.find((key) => at - (known.get(key)?.since ?? at) >= settleMs)
    if (settled !== undefined) return settled
    if (signing !== undefined && known.has(signing)) return signing
    // The version before, because keys of another shop, which only verify, are put behind the own ones.
    const { current, previous } = versions
    return [...current.keys.slice(-1), ...(previous?.keys ?? [])].findLast((key) => known.has(key)) as string
  }
}

/** At least how old a key is: a version that has it shows it. A secret that was never rotated has no new key. */
function ageOf(key: string, { current, previous }: SeenVersions): number {
  if (!previous) return Number.POSITIVE_INFINITY
  return previous.keys.includes(key) ? previous.ageMs : current.ageMs
}

const keysOf = ({ current, previous }: SeenVersions) => [
  ...new Set([...current.keys, ...(previous?.keys ?? [])]),
]
