/** What the pages read, and `GET /api/state`: where each piece of state lives. Here the answer is always the same. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { operations } from '@unsticky/http/schemas'
import type { PageReads } from '@unsticky/storefront'
import type { FastifyRequest } from 'fastify'
import { cartOf, viewOf } from './cart.ts'
import { findProduct, products, unitsLeft } from './catalog.ts'
import { findOrder, ordersOf } from './orders.ts'
import { profiles } from './profile.ts'

export interface About {
  readonly version: string
  readonly instanceId: string
}

const pieces =
  'session,cart,cart updates,login,profile,picture and receipts,catalogue and stock,orders,login attempts,reminder lease,cookie keys'

const state = pieces.split(',').map((piece) => ({
  state: piece,
  kind: 'in-process' as const,
  livesIn: piece === 'picture and receipts' ? 'disk of this server' : 'memory of this process',
}))

export const stateRoutes: FastifyPluginAsyncTypebox<About> = async (app, about) => {
  app.get('/api/state', { schema: operations.readState }, async () => ({ ...about, state }))
}

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
    orders: async (before?: string) => ordersOf(accountId, { before }),
    order: async (orderId) => findOrder(accountId, orderId),
  }
}
