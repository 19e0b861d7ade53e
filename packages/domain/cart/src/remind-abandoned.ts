import type { LeaseStore, Now } from '@unsticky/kernel'
import type { Cart } from './cart.ts'
import type { CartStore } from './cart-store.port.ts'

export interface ReminderDependencies {
  readonly carts: CartStore
  readonly leases: LeaseStore
  /** Where a reminder goes; a mail in real life, the log here. */
  readonly send: (cart: Cart) => Promise<void>
  readonly now: Now
}

interface ReminderOptions {
  /** The instance that asks. */
  readonly holder: string
  readonly idleSeconds: number
  readonly leaseSeconds: number
}

/**
 * One round of the abandoned-cart reminder: the holder of the lease reminds of every cart that lay idle, once each.
 * Resolves to the number of reminders sent; `undefined` when another instance has the lease.
 */
export async function remindAbandoned(
  { carts, leases, send, now }: ReminderDependencies,
  { holder, idleSeconds, leaseSeconds }: ReminderOptions,
): Promise<number | undefined> {
  const lease = await leases.acquire('abandoned-cart-reminder', holder, { ttlSeconds: leaseSeconds })
  if (!lease) return undefined
  let sent = 0
  for (const cart of await carts.abandoned({ before: now() - idleSeconds * 1000, limit: 100 })) {
    if (!(await carts.markReminded(cart))) continue
    await send(cart)
    sent += 1
  }
  return sent
}
