/** The cart: an account's in a Map, so that all its devices share it; a guest's in the session. */
import {
  applyChange,
  type Cart,
  type CartChange,
  cartLimits,
  emptyCart,
  ProductUnavailableError,
  UnknownProductError,
} from '@unsticky/cart'
import { shownOnDevice, viewOfCart } from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import type { FastifyRequest, Session } from 'fastify'
import { findProduct, unitsLeft } from './catalog.ts'
import type { Routes } from './config.ts'
import { announce } from './live-updates.ts'

// STATEFUL: a cart is known to the instance that changed it and to no other, and is gone after a restart.
export const carts = new Map<string, Cart>()

export const cartRoutes: Routes = async (app) => {
  app.get('/api/cart', { schema: operations.readCart }, async (request) => answer(request))

  app.post('/api/cart/lines', { schema: operations.addToCart }, async (request) => {
    const { productId, quantity } = request.body
    const product = findProduct(productId)
    if (!product) throw new UnknownProductError(productId)
    if (product.status !== 'active') throw new ProductUnavailableError(productId)
    changeCart(request, { kind: 'add', productId, quantity, priceCents: product.priceCents })
    return answer(request)
  })

  app.put('/api/cart/lines/:productId', { schema: operations.setQuantity }, async (request) => {
    changeCart(request, { kind: 'set', ...request.params, ...request.body })
    return answer(request)
  })

  app.delete('/api/cart/lines/:productId', { schema: operations.removeLine }, async (request) => {
    changeCart(request, { kind: 'set', ...request.params, quantity: 0 })
    return answer(request)
  })
}

export function cartOf({ accountId, session }: Pick<FastifyRequest, 'accountId' | 'session'>): Cart {
  return (accountId ? carts.get(accountId) : session.cart) ?? emptyCart(accountId ?? 'guest')
}

/** Nothing is awaited between reading and writing, so changes at the same moment are all kept. */
export function changeCart(request: FastifyRequest, change: CartChange) {
  const { accountId, session } = request
  const cart = applyChange(cartOf(request), change, { now: Date.now(), limits: cartLimits })
  if (accountId) carts.set(accountId, cart)
  else session.cart = Object.assign(session.cart ?? {}, cart)
  announce(request, cart)
}

/** Adds a guest's cart to the account's, once: it is empty afterwards. */
export function mergeGuestCart({ cart: guest }: Session, accountId: string) {
  if (!guest || guest.lines.length === 0) return undefined
  const merge = { kind: 'merge', lines: guest.lines } as const
  const own = carts.get(accountId) ?? emptyCart(accountId)
  const cart = applyChange(own, merge, { now: Date.now(), limits: cartLimits })
  carts.set(accountId, cart)
  Object.assign(guest, { lines: [] })
  return cart
}

/** A cart at today's prices. */
export const viewOf = (cart: Cart) => viewOfCart(cart, findProduct)

const answer = (request: FastifyRequest) => shownOnDevice(viewOf(cartOf(request)), unitsLeft)
