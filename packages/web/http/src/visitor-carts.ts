import { type CartStore, emptyCart } from '@unsticky/cart'
import { type Now, UnavailableError } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import type { ShopAdapters } from './adapters.ts'
import type { Visitor } from './plugins/visitor.plugin.ts'

interface CartsOptions {
  readonly visitor: Visitor
  readonly now: Now
}

/** An addition that was under way during the login, in another tab, arrives within this time. */
const lateMs = 10_000

/** The carts, as one visitor's request reaches them. */
export function cartsFor(
  carts: ShopAdapters['carts'],
  { session }: FastifyRequest,
  { visitor, now }: CartsOptions,
): CartStore {
  if (carts.inSession) {
    // A cart inside the session needs one; the phone app has none.
    if (visitor.via === 'bearer') throw new UnavailableError('cart of an app without cookies')
    return carts.inSession(session as never)
  }
  if (!visitor.isKnown) return { ...carts, load: async (shopperId) => emptyCart(shopperId) }
  const { guestId, createdAt = 0 } = session
  if (guestId && now() - createdAt < lateMs) return withLateAdditions(carts, guestId)
  return carts
}

/** What a guest's other tab adds while the login is made lands in the guest's cart: it is fetched from there. */
const withLateAdditions = (carts: CartStore, guestId: string): CartStore => ({
  ...carts,
  load: (accountId) => carts.mergeGuest(guestId, accountId),
})
