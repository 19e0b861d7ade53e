import type { Profile, ProfileChange, ProfileStore } from '@unsticky/accounts'
import type { AccountId, LocalArchive } from '@unsticky/kernel'
import { memory } from '../in-process.ts'
import { createMapArchive } from '../map-archive.ts'

export interface MemoryProfileStore extends ProfileStore {
  /** For moving out (apps/experiments/migrate). */
  readonly archive: LocalArchive<Profile>
}

/** Profiles in a Map by account. */
export function createMemoryProfileStore(): MemoryProfileStore {
  // STATEFUL: a profile changed here is stale or missing on every other instance, and gone after a restart.
  const profiles = new Map<AccountId, Profile>()
  const archive = createMapArchive(profiles, {
    toItem: (_accountId, profile) => profile,
    toPair: (profile) => [profile.accountId, profile],
    isNewer: (profile, known) => profile.updatedAt > known.updatedAt,
  })
  return { livesIn: memory, load, create, update, close: async () => {}, archive }

  async function load(accountId: AccountId) {
    return structuredClone(profiles.get(accountId))
  }

  async function create(profile: Profile) {
    if (!profiles.has(profile.accountId)) profiles.set(profile.accountId, structuredClone(profile))
    return structuredClone(profiles.get(profile.accountId) as Profile)
  }

  async function update(accountId: AccountId, change: ProfileChange & { updatedAt: number }) {
    const profile = profiles.get(accountId)
    if (!profile) return undefined
    profiles.set(accountId, structuredClone({ ...profile, ...change }))
    return structuredClone(profiles.get(accountId))
  }
}
