import type { Profile, ProfileStore } from '@unsticky/accounts'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshId, inParallel } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { expectUnavailable } from './unavailable.ts'

export type ProfileStoreHarness = Harness<ProfileStore>

/** Everything that `profile-store.port.ts` promises. */
export function describeProfileStore(name: string, harness: ProfileStoreHarness): void {
  describe(`ProfileStore contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('finds no profile of an unknown account, and makes none by changing it', async ({ store }) => {
      const accountId = freshId('account')

      expect(await store.update(accountId, { displayName: 'Nobody', updatedAt: 1 })).toBeUndefined()
      expect(await store.load(accountId)).toBeUndefined()
    })

    promises('loads the profile that was created', async ({ store }) => {
      const profile = freshProfile({ address, pictureKey: 'pictures/anna' })

      expect(await store.create(profile)).toEqual(profile)
      expect(await store.load(profile.accountId)).toEqual(profile)
    })

    promises('keeps the profile that is there when another is created', async ({ store }) => {
      const profile = freshProfile()
      await store.create(profile)

      expect(await store.create({ ...profile, displayName: 'Second' })).toEqual(profile)
      expect(await store.load(profile.accountId)).toEqual(profile)
    })

    promises('creates one profile when ten try together', async ({ store }) => {
      const profile = freshProfile()

      const created = await inParallel(10, (index) =>
        store.create({ ...profile, displayName: `Anna ${index}` }),
      )

      const names = new Set(created.map(({ displayName }) => displayName))
      expect(names.size).toBe(1)
      expect((await store.load(profile.accountId))?.displayName).toBe([...names][0])
    })

    promises('changes the fields named and no others', async ({ store }) => {
      const profile = freshProfile({ address })
      await store.create(profile)

      const changed = await store.update(profile.accountId, { displayName: 'Änne 🫖', updatedAt: 2 })

      expect(changed).toEqual({ ...profile, displayName: 'Änne 🫖', updatedAt: 2 })
      expect(await store.load(profile.accountId)).toEqual(changed)
    })

    promises('removes the picture or the address that is named with undefined', async ({ store }) => {
      const profile = freshProfile({ address, pictureKey: 'pictures/anna' })
      await store.create(profile)

      const changed = await store.update(profile.accountId, { pictureKey: undefined, updatedAt: 2 })

      expect(changed?.pictureKey).toBeUndefined()
      expect((await store.load(profile.accountId))?.pictureKey).toBeUndefined()
      expect(changed).toMatchObject({ displayName: 'Anna', address })
    })

    promises('keeps both when two devices change different fields at once', async ({ store }) => {
      const profile = freshProfile()
      await store.create(profile)
      const { accountId } = profile

      await Promise.all([
        store.update(accountId, { displayName: 'Anne', updatedAt: 2 }),
        store.update(accountId, { address, updatedAt: 3 }),
        store.update(accountId, { pictureKey: 'pictures/new', updatedAt: 4 }),
      ])

      expect(await store.load(accountId)).toMatchObject({
        displayName: 'Anne',
        address,
        pictureKey: 'pictures/new',
      })
    })

    needs('copies', 'hands out copies, not the stored profile', async ({ store }) => {
      const profile = freshProfile({ address })
      const created = await store.create(profile)

      Object.assign(created.address ?? {}, { city: 'Atlantis' })
      Object.assign((await store.load(profile.accountId)) ?? {}, { displayName: 'Mallory' })

      expect(await store.load(profile.accountId)).toMatchObject({ displayName: 'Anna', address })
    })

    needs('sharing', 'shows an acknowledged change on a second instance at once', async (stage) => {
      const { store, reopen } = stage
      const second = await reopen()
      const profile = freshProfile()
      await store.create(profile)

      for (let round = 1; round <= 5; round += 1) {
        const displayName = `Anna ${round}`
        await store.update(profile.accountId, { displayName, updatedAt: round })
        expect((await second.load(profile.accountId))?.displayName).toBe(displayName)
      }
    })

    needs('survival', 'keeps the profile when its process ends', async ({ store, closeStore, reopen }) => {
      const profile = freshProfile()
      await store.create(profile)
      await closeStore()

      expect(await (await reopen()).load(profile.accountId)).toEqual(profile)
    })

    needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
      const { store, breakService } = stage
      const profile = freshProfile()
      await breakService()

      await expectUnavailable([
        () => store.load(profile.accountId),
        () => store.create(profile),
        () => store.update(profile.accountId, { updatedAt: 2 }),
      ])
    })
  })
}

const address = { name: 'Anna', street: '1 Main Street', postalCode: 'D02', city: 'Dublin', country: 'IE' }

function freshProfile(fields: Partial<Profile> = {}): Profile {
  const accountId = freshId('account')
  // A copy of the address: a test may change what it is given.
  return structuredClone({
    accountId,
    email: `${accountId}@example.com`,
    displayName: 'Anna',
    updatedAt: 1,
    ...fields,
  })
}
