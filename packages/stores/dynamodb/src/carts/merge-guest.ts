import type { AwsCall } from '@unsticky/aws-client'
import { applyChange, type Cart } from '@unsticky/cart'
import type { ShopperId } from '@unsticky/kernel'
import { lostRace } from '../connection/races.ts'
import { readTogether, writeAll } from '../connection/transactions.ts'
import { keysOf } from './applied-keys.ts'
import { cartKey, cartOf, putCart } from './cart-items.ts'
import type { CartDependencies } from './change-cart.ts'

/**
 * One attempt: empties the guest's cart and fills the account's in one transaction, so there is no half way to die on
 * and nothing left to merge a second time.
 */
export async function tryMerge(
  { client, table, now, limits }: CartDependencies,
  { guestId, accountId }: { guestId: ShopperId; accountId: ShopperId },
  call: AwsCall,
): Promise<Cart | typeof lostRace> {
  const keys = [cartKey(guestId), cartKey(accountId)]
  const found = await readTogether(client, { table, keys }, call)
  if (found === lostRace) return lostRace
  const at = now()
  const guest = cartOf(guestId, found[0], at)
  const account = cartOf(accountId, found[1], at)
  const { lines } = guest
  if (lines.length === 0) return account
  const emptied = { ...guest, lines: [], revision: guest.revision + 1, updatedAt: at }
  const merged = applyChange(account, { kind: 'merge', lines }, { now: at, limits })
  const refusal = await writeAll(
    client,
    [
      { Put: putCart(table, emptied, { read: guest, keys: keysOf(found[0]) }) },
      { Put: putCart(table, merged, { read: account, keys: keysOf(found[1]) }) },
    ],
    call,
  )
  return refusal ? lostRace : merged
}
