import type { AccountId } from '@unsticky/kernel'

export interface Address {
  readonly name: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export interface Profile {
  readonly accountId: AccountId
  readonly email: string
  readonly displayName: string
  readonly address?: Address | undefined
  /** Key of the picture in the file store. */
  readonly pictureKey?: string | undefined
  /** Milliseconds since 1970. */
  readonly updatedAt: number
}

/**
 * What a shopper may change about the own profile. A field left out stays as it is; an address or a picture that is
 * named with `undefined` is removed.
 */
export type ProfileChange = Partial<Pick<Profile, 'displayName' | 'address' | 'pictureKey'>>
