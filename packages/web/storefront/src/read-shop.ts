import type { Visitor } from '@unsticky/http'
import { UnavailableError } from '@unsticky/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PageReads } from './page-reads.ts'

/** Binds what pages read to the shop's services and to who asks. */
export function readShop(request: FastifyRequest): PageReads {
  const { shop } = request.server
  // Not there when the session store did not answer: pages that need nobody in particular are shown all the same.
  const visitor: Visitor | null = request.visitor
  const accountId = visitor?.accountId
  let cart: ReturnType<PageReads['cart']> | undefined
  const known =
    <T>(read: (visitor: Visitor) => Promise<T>) =>
    async () => {
      if (!visitor) throw new UnavailableError('session store')
      return read(visitor)
    }
  const readCart = known(({ shopperId }) => shop.viewCart(request.carts, shopperId))
  return {
    accountId,
    isIdentified: visitor !== null,
    hasSession: visitor?.isKnown ?? false,
    badge: badgeOf(request.server),
    inventory: shop.inventory(),
    catalogue: () => shop.catalogue(),
    stock: (productId) => shop.unitsLeft(productId),
    cart: () => {
      cart ??= readCart()
      return cart
    },
    profile: known(async () => (accountId === undefined ? undefined : shop.profile(accountId))),
    orders: async () => (accountId === undefined ? [] : shop.orders(accountId)),
    order: async (orderId) => (accountId === undefined ? undefined : shop.order(accountId, orderId)),
  }
}

function badgeOf({ shop: { instanceId, version, inventory } }: FastifyInstance): PageReads['badge'] {
  const cart = inventory().find(({ state }) => state === 'cart')
  return {
    instance: instanceId,
    version,
    cartLivesIn: cart?.livesIn ?? 'no known place',
    isCartShared: cart?.kind === 'shared',
  }
}
