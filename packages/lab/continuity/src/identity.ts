/** Who a device is to the shop: that decides which cart it sees. */
import type { Operation } from './operations.ts'

/** `unsure`: a login, sign-up or logout ended unknown, so the device may be either. */
export type Identity = 'account' | 'guest' | 'unsure'

const isEntry = ({ f }: Operation) => f === 'login' || f === 'signUp'
const changesIdentity = (operation: Operation) => isEntry(operation) || operation.f === 'logout'

/** Whether the device was logged in when it sent this. */
export function identityAt(operations: readonly Operation[], { process, start }: Operation): Identity {
  let identity: Identity = 'guest'
  for (const operation of operations) {
    if (operation.process !== process || operation.start >= start) continue
    if (!changesIdentity(operation) || operation.outcome === 'fail') continue
    if (operation.outcome === 'info' || operation.end > start) identity = 'unsure'
    else identity = isEntry(operation) ? 'account' : 'guest'
  }
  return identity
}

/** The account was acknowledged before this was sent, by a sign-up or by a login that worked. */
export const hadAccount = (operations: readonly Operation[], { start }: Operation): boolean =>
  operations.some((operation) => isEntry(operation) && operation.outcome === 'ok' && operation.end < start)

export interface Reading {
  readonly read: Operation
  /** As whom the device reads. */
  readonly reader: Identity
}

/**
 * From which index on the device of `read` must see `write`; `Infinity` when it need not.
 * A guest's cart is seen by that device alone, until a login brings it into the account.
 */
export function visibleFrom(
  operations: readonly Operation[],
  write: Operation,
  { read, reader }: Reading,
): number {
  if (write.outcome !== 'ok' || reader === 'unsure') return Number.POSITIVE_INFINITY
  if (reader === 'guest') return isSameGuest(operations, write, read) ? write.end : Number.POSITIVE_INFINITY
  return identityAt(operations, write) === 'account' ? write.end : mergedAt(operations, write)
}

function isSameGuest(operations: readonly Operation[], write: Operation, read: Operation) {
  const changedBetween = operations.some(
    (operation) =>
      operation.process === read.process &&
      changesIdentity(operation) &&
      operation.outcome !== 'fail' &&
      operation.start < read.start &&
      operation.end > write.start,
  )
  return write.process === read.process && !changedBetween
}

function mergedAt(operations: readonly Operation[], write: Operation) {
  if (write.f !== 'addToCart') return Number.POSITIVE_INFINITY
  const next = operations.find(
    (operation) =>
      operation.process === write.process &&
      changesIdentity(operation) &&
      operation.end > write.start &&
      // A login that ended unknown may have brought the cart into the account; the next one does so for sure.
      (operation.outcome === 'ok' || (operation.f === 'logout' && operation.outcome === 'info')),
  )
  const isMerge = next && isEntry(next) && next.start > write.end
  return isMerge ? next.end : Number.POSITIVE_INFINITY
}
