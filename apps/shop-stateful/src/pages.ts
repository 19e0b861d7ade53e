import type { PageReads } from '@unsticky/storefront'
import type { FastifyRequest } from 'fastify'
import { cartOf, viewOf } from './cart.ts'
import { findProduct, products, unitsLeft } from './catalog.ts'
import { findOrder, ordersOf } from './orders.ts'
import { profiles } from './profile.ts'
import { type About, state } from './state.ts'

/** What the pages of the storefront ask of this shop for one request. */
export function readPages(request: FastifyRequest, about: About): PageReads {
  const { accountId = '', session } = request
  return {
    accountId: request.accountId,
    isIdentified: true,
    hasSession: accountId !== '' || session.cart !== undefined,
    about: { ...about, state },
    catalogue: async () => ({ products, get: findProduct }),
    stock: async (productId) => unitsLeft(productId),
    cart: async () => viewOf(cartOf(request)),
    profile: async () => profiles.get(accountId),
    orders: async () => ordersOf(accountId),
    order: async (orderId) => findOrder(accountId, orderId),
  }
}
