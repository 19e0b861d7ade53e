import type { AccountId, Placed } from '@unsticky/kernel'
import type { Profile, ProfileChange } from './profile.ts'

/** Keeps one profile per account. A read after an acknowledged write, on any instance, shows the write. */
export interface ProfileStore extends Placed {
  /** An unknown account is `undefined`. */
  load(accountId: AccountId): Promise<Profile | undefined>
  /** Creates the profile unless there is one; resolves to the one that is there afterwards. */
  create(profile: Profile): Promise<Profile>
  /** Changes only the fields named, so that two devices changing different fields both win. `undefined`: unknown account. */
  update(accountId: AccountId, change: ProfileChange & { updatedAt: number }): Promise<Profile | undefined>
  close(): Promise<void>
}
