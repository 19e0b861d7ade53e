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
  return session.guestId ? withLateAdditions(carts, session, { now }) : carts
}

/**
 * What a guest's other tab adds while the login is made lands in the guest's cart: it is fetched from there with every
 * look at the cart, until one came so late that nothing can be on its way any more. Only then the guest is forgotten:
 * a time alone would lose what nobody looked for in it.
 */
function withLateAdditions(
  carts: CartStore,
  session: FastifyRequest['session'],
  { now }: { now: Now },
): CartStore {
  const { guestId = '', createdAt = 0 } = session
  return { ...carts, load }

  async function load(accountId: string) {
    const isOver = now() - createdAt >= lateMs
    const cart = await carts.mergeGuest(guestId, accountId)
    if (isOver) {
      delete session.guestId
      // Should it fail, the next look does it again.
      await session.save().catch(() => {})
    }
    return cart
  }
}
