import { type Cart, type CartEvents, type CartStore, countUnits } from '@unsticky/cart'
import { type Now, UnavailableError } from '@unsticky/kernel'
import type { Order, OrderStore } from '@unsticky/orders'
import type { ShopCarts } from '../adapters.ts'

export interface SettleDependencies {
  readonly orders: Pick<OrderStore, 'get'>
  readonly events: CartEvents
  readonly now: Now
  readonly log: { warn(details: object, message: string): void }
}

/** No checkout takes this long, so its order will not come. Much longer than clocks of instances can be apart. */
const hopelessMs = 15 * 60 * 1000

/** More than anybody has open at once; the rest is for the next reader. */
const mostAtOnce = 4

/**
 * The carts, for whoever reads or changes them: an order that was placed while its units could not be taken out (the cart
 * store refused, or the instance died) is settled before the cart is shown. Nobody waits for it whose cart has no order
 * open, and a cart is shown as it is when the orders do not answer.
 */
export function withSettledOrders(carts: ShopCarts, dependencies: SettleDependencies): ShopCarts {
  const { inSession } = carts
  return {
    ...wrap(carts),
    ...(inSession ? { inSession: (session) => wrap(inSession(session)) } : {}),
  }

  function wrap(store: CartStore): CartStore {
    return {
      ...store,
      load: (shopperId) => store.load(shopperId).then((cart) => settled(store, cart)),
      async change(shopperId, change, options) {
        const outcome = await store.change(shopperId, change, options)
        // A checkout looks after its own order, and asks for the others itself.
        if (change.kind === 'checkOut' || change.kind === 'settle') return outcome
        return { ...outcome, cart: await settled(store, outcome.cart) }
      },
      mergeGuest: (guestId, accountId) =>
        store.mergeGuest(guestId, accountId).then((cart) => settled(store, cart)),
    }
  }

  function settled(store: CartStore, cart: Cart): Cart | Promise<Cart> {
    if (!cart.pendingOrders) return cart
    return settleOrders(store, cart, dependencies).catch((err: unknown) => {
      if (!(err instanceof UnavailableError)) throw err
      dependencies.log.warn({ err }, 'a cart is shown with what may have been ordered')
      return cart
    })
  }
}

/** Takes out what placed orders have taken, and forgets those that will not come. Throws where an order is not known. */
export async function settleOrders(
  store: CartStore,
  cart: Cart,
  { orders, events, now, butFor }: Omit<SettleDependencies, 'log'> & { butFor?: string },
): Promise<Cart> {
  const pending = (cart.pendingOrders ?? []).filter(({ orderId }) => orderId !== butFor)
  let current = cart
  for (const { orderId, since } of pending.slice(0, mostAtOnce)) {
    const order = await orders.get(cart.shopperId, orderId)
    if (order) current = await settle(store, order, { events })
    else if (now() - since > hopelessMs) current = await giveUp(store, cart.shopperId, orderId)
  }
  return current
}

/** Once per order, whoever gets to do it. No client can send this key: it has a space. */
export async function settle(
  store: CartStore,
  { id, accountId, lines }: Pick<Order, 'id' | 'accountId' | 'lines'>,
  { events }: Pick<SettleDependencies, 'events'>,
): Promise<Cart> {
  const taken = lines.map(({ productId, quantity }) => ({ productId, quantity }))
  const change = { kind: 'settle', orderId: id, lines: taken } as const
  const { cart, replayed } = await store.change(accountId, change, { key: `order ${id}` })
  const event = { revision: cart.revision, units: countUnits(cart) }
  if (!replayed) await events.publish(accountId, event).catch(() => {})
  return cart
}

/** For an order that will not come: its units stay in the cart. */
export async function giveUp(store: CartStore, accountId: string, orderId: string): Promise<Cart> {
  const change = { kind: 'settle', orderId, lines: [] } as const
  return (await store.change(accountId, change, { key: `order ${orderId} given up` })).cart
}
