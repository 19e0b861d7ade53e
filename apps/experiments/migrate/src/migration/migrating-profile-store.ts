import type { Profile, ProfileStore } from '@unsticky/accounts'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

interface MigratingProfileStoreOptions {
  readonly gate: Gate
  readonly old: ProfileStore
  readonly next: ProfileStore
  readonly handover: Handover<Profile>
}

/** Profiles between two stores. */
export function createMigratingProfileStore(options: MigratingProfileStoreOptions): ProfileStore {
  const { gate, old, next, handover } = options
  return {
    get livesIn() {
      return gate.mode === 'read-through' ? next.livesIn : old.livesIn
    },
    load: (accountId) =>
      gate.run(async (mode) => {
        if (mode !== 'read-through') return old.load(accountId)
        await handover.ensure(accountId)
        return next.load(accountId)
      }),
    create: (profile) => write(profile.accountId, (store) => store.create(profile)),
    update: (accountId, change) => write(accountId, (store) => store.update(accountId, change)),
    close: async () => void (await Promise.all([old.close(), next.close()])),
  }

  function write<T extends Profile | undefined>(
    accountId: string,
    make: (store: ProfileStore) => Promise<T>,
  ): Promise<T> {
    return gate.run(async (mode) => {
      if (mode === 'read-through') {
        await handover.ensure(accountId)
        const profile = await make(next)
        if (profile) await handover.mirror(profile)
        return profile
      }
      const profile = await make(old)
      if (mode === 'dual-write') await handover.copy(accountId)
      return profile
    })
  }
}
