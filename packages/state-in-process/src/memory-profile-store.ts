import type { Profile, ProfileChange, ProfileStore } from '@unsticky/accounts'
import type { AccountId } from '@unsticky/kernel'
import { memory } from './in-process.ts'

/** Profiles in a Map by account. */
export function createMemoryProfileStore(): ProfileStore {
  // STATEFUL: a profile changed here is stale or missing on every other instance, and gone after a restart.
  const profiles = new Map<AccountId, Profile>()
  return { livesIn: memory, load, create, update, close: async () => {} }

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
