import type { Profile } from '@unsticky/accounts'
import type { CachedCatalog, Product } from '@unsticky/catalog'
import type { CartView } from '@unsticky/http'
import type { Order } from '@unsticky/orders'
import type { StateRow } from './views/about-state.ts'
import type { Badge } from './views/shell.ts'

/**
 * What the pages ask of the shop for one request. Pages only read: every write goes through the API, from the browser.
 * A backing service that does not answer is an `UnavailableError`.
 */
export interface PageReads {
  /** The account signed in; `undefined` for a guest. */
  readonly accountId: string | undefined
  /** False when it could not be found out who asks, because the session store does not answer. */
  readonly isIdentified: boolean
  /** Whether this visitor is known by anything, so that there can be a cart. */
  readonly hasSession: boolean
  readonly badge: Badge
  readonly inventory: readonly StateRow[]
  catalogue(): Promise<CachedCatalog>
  /** Units left, read fresh. */
  stock(productId: Product['id']): Promise<number | undefined>
  /** Read once per request, however often it is asked for. */
  cart(): Promise<CartView>
  /** The profile of the account signed in. */
  profile(): Promise<Profile | undefined>
  orders(): Promise<readonly Order[]>
  order(orderId: string): Promise<Order | undefined>
}
