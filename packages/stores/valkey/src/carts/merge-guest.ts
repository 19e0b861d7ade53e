import { randomUUID } from 'node:crypto'
import { cartKeySeconds } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'
import { cartKey, mergeRecordKey, sealedKey } from './cart-keys.ts'
import { cartSeconds, mergeKeySeconds } from './cart-lifetime.ts'
import { readLines, recordOf } from './cart-record.ts'
import { type ChangeDependencies, changeCart } from './change-cart.ts'

interface Merge {
  readonly guestId: ShopperId
  readonly accountId: ShopperId
}

/**
 * Moves the guest's lines to the account in four steps, because the two carts may lie on different nodes:
 *
 *     guest's node    seal: lines leave the cart, named by account and merge id
 *     account's node  merge, under the idempotency key of the merge id: counts once
 *     guest's node    throw the sealed lines away
 *     account's node  keep the key of the merge for minutes only, for an instance that does the same right now
 *
 * Who dies in between leaves sealed lines behind. The next call for the same account finds them first and goes on;
 * a merge made before is recognised by its key. Goes round until the guest has no lines, as another tab may add some.
 */
export async function mergeGuest(dependencies: ChangeDependencies, { guestId, accountId }: Merge) {
  const { scripts, now } = dependencies
  const sealed = sealedKey(guestId, accountId)
  const seal = async () => {
    const args = [randomUUID(), now(), cartSeconds(guestId)]
    return recordOf((await scripts.sealGuestCart([cartKey(guestId), sealed], args)) as string[])
  }
  for (let record = await seal(); record.mergeId !== undefined; record = await seal()) {
    await changeCart(dependencies, accountId, {
      change: { kind: 'merge', lines: readLines(record) },
      key: `merge:${record.mergeId}`,
      keys: mergeRecordKey(accountId, record.mergeId),
      keySeconds: mergeKeySeconds,
    })
    await scripts.unsealGuestCart([sealed], [record.mergeId])
    await scripts.keepFor([mergeRecordKey(accountId, record.mergeId)], [cartKeySeconds])
  }
}
