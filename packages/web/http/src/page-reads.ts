import { UnavailableError } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import type { Visitor } from './plugins/visitor.plugin.ts'
import type { CartView } from './services.ts'

/** What the pages ask of this shop for one request: its services, bound to who asks. */
export function readPages(request: FastifyRequest) {
  const { shop } = request.server
  // Not there when the session store did not answer: pages that need nobody in particular are shown all the same.
  const visitor: Visitor | null = request.visitor
  const accountId = visitor?.accountId
  let cart: Promise<CartView> | undefined
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
    about: { instanceId: shop.instanceId, version: shop.version, state: shop.inventory() },
    catalogue: () => shop.catalogue(),
    stock: (productId: string) => shop.unitsLeft(productId),
    cart: () => {
      cart ??= readCart()
      return cart
    },
    profile: known(async () => (accountId === undefined ? undefined : shop.profile(accountId))),
    orders: async (before?: string) =>
      accountId === undefined ? { orders: [] } : shop.orders(accountId, { before }),
    order: async (orderId: string) => (accountId === undefined ? undefined : shop.order(accountId, orderId)),
  }
}
