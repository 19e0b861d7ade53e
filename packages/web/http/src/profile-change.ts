import type { Address, ProfileChange } from '@unsticky/accounts'

interface ChangeBody {
  readonly displayName?: string
  readonly address?: Address | null
}

/** What a client asks for, in the words of the profile: a field that is named without a value is removed. */
export function profileChangeOf({ displayName, address }: ChangeBody): ProfileChange {
  return {
    ...(displayName === undefined ? {} : { displayName }),
    ...(address === undefined ? {} : { address: address ?? undefined }),
  }
}
