import { InvalidInputError, type ShopperId } from '@unsticky/kernel'

/**
 * The names of a shopper's keys. The braces are a hash tag: all keys of one shopper lie on the same node of a cluster,
 * so that one script may change them together.
 */
export const cartKey = (shopperId: ShopperId) => `cart:{${checked(shopperId)}}`

/** The keys of the last changes: one list per cart, so that no number of writes makes more of them. */
export const appliedKeysKey = (shopperId: ShopperId) => `${cartKey(shopperId)}:keys`

/** A list for the key of one merge alone, which later changes of the cart must not push out. */
export const mergeRecordKey = (accountId: ShopperId, mergeId: string) =>
  `${cartKey(accountId)}:merge:${mergeId}`

/** Whose key this is; `undefined` for a key of something else. */
export const ownerOf = (key: string): ShopperId | undefined => /^cart:\{([^}]+)\}/.exec(key)?.[1]

/** Named by the account, so that what was sealed for one account is out of reach for every other. */
export const sealedKey = (guestId: ShopperId, accountId: ShopperId) =>
  `${cartKey(guestId)}:sealed:${checked(accountId)}`

/** The shoppers with carts, by the time of a change. One key of its own, on whichever node. */
export const idleIndexKey = 'carts:idle'

function checked(shopperId: ShopperId) {
  if (/^[\w.-]{1,128}$/.test(shopperId)) return shopperId
  throw new InvalidInputError('shopperId', 'This is not the id of a shopper')
}
