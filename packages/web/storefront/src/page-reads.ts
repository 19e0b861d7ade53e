import type { Profile } from '@unsticky/accounts'
import type { PricedCart, PricedLine } from '@unsticky/cart'
import type { Product } from '@unsticky/catalog'
import type { Order, OrderPage } from '@unsticky/orders'
import type { FastifyRequest } from 'fastify'

/** How the shop that serves these pages lets them read: its own answer to `PageReads` for each request. */
export type ReadPages = (request: FastifyRequest) => PageReads

/**
 * What the pages ask of the shop for one request, and all that they know of it. Pages only read: every write goes
 * through the API, from the browser. A backing service that does not answer is an `UnavailableError`.
 */
export interface PageReads {
  /** The account signed in; `undefined` for a guest. */
  readonly accountId: string | undefined
  /** False when it could not be found out who asks, because the session store does not answer. */
  readonly isIdentified: boolean
  /** Whether this visitor is known by anything, so that there can be a cart. */
  readonly hasSession: boolean
  readonly about: AboutShop
  catalogue(): Promise<Catalogue>
  /** Units left, read fresh. */
  stock(productId: Product['id']): Promise<number | undefined>
  /** Read once per request, however often it is asked for. */
  cart(): Promise<CartView>
  /** The profile of the account signed in. */
  profile(): Promise<Profile | undefined>
  /** A page of the orders, the newest first; with `before`, those older than that order. */
  orders(before?: string): Promise<OrderPage>
  order(orderId: string): Promise<Order | undefined>
}

/** Who answers, and where each piece of its state lives. */
export interface AboutShop {
  readonly instanceId: string
  /** "stateful", "stateless" or a step's name. */
  readonly version: string
  readonly state: readonly StateRow[]
}

export interface StateRow {
  readonly state: string
  readonly kind: 'in-process' | 'shared'
  readonly livesIn: string
}

export interface Catalogue {
  readonly products: readonly Product[]
  get(id: Product['id']): Product | undefined
}

export interface CartViewLine extends PricedLine {
  readonly name: string
}

/** A cart at today's prices. */
export interface CartView extends PricedCart {
  readonly revision: number
  readonly lines: readonly CartViewLine[]
}
