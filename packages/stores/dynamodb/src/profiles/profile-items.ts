import type { Profile, ProfileChange } from '@unsticky/accounts'
import type { AccountId } from '@unsticky/kernel'

export const profileKey = (accountId: AccountId) => ({ pk: `ACCOUNT#${accountId}` })

export function toProfile({ pk, ...profile }: Record<string, unknown>): Profile {
  return profile as unknown as Profile
}

/** What an account may change; anything else in a change is left alone. */
const fields = ['displayName', 'address', 'pictureKey', 'updatedAt'] as const

/**
 * Sets the fields named and removes those named with `undefined`. What a shopper wrote is a value, never a part of the
 * expression.
 */
export function updateFields(change: ProfileChange & { updatedAt: number }) {
  const named = fields.filter((field) => field in change)
  const set = named.filter((field) => change[field] !== undefined)
  const removed = named.filter((field) => change[field] === undefined)
  return {
    UpdateExpression: [
      `SET ${set.map((field) => `#${field} = :${field}`).join(', ')}`,
      removed.length > 0 ? `REMOVE ${removed.map((field) => `#${field}`).join(', ')}` : '',
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(named.map((field) => [`#${field}`, field])),
    ExpressionAttributeValues: Object.fromEntries(set.map((field) => [`:${field}`, change[field]])),
  }
}
