/**
 * Step 5 with one fault planted, to see that the judges find it and call it by its name. SHOP_FAULT names it:
 *
 * - `drops-adds`: every fifth add is acknowledged and forgotten
 * - `others-cart`: every fourth look at a cart shows the one of somebody else
 * - `stale-carts`: an instance shows what it saw of a cart up to 2 s ago
 * - `doubled-orders`: each order is placed a second time
 * - `wrong-lines`: orders hold one unit more of everything
 * - `others-profile`: a profile is shown with the name of somebody else
 */
import type { Cart, CartStore } from '@unsticky/cart'
import { runShop, type ShopAdapters } from '@unsticky/http'
import { createAdapters, loadConfig } from '@unsticky/shop-step'

await runShop(async () => {
  const config = loadConfig()
  const adapters = await createAdapters(config)
  return {
    adapters: { ...adapters, ...breakOne(process.env.SHOP_FAULT, adapters) },
    settings: config.settings,
    version: `faulty ${process.env.SHOP_FAULT}`,
  }
})

function breakOne(fault: string | undefined, adapters: ShopAdapters): Partial<ShopAdapters> {
  const carts = adapters.carts as CartStore
  const { orders, profiles } = adapters
  switch (fault) {
    case 'drops-adds':
      return { carts: dropping(carts) }
    case 'others-cart':
      return { carts: mixing(carts) }
    case 'stale-carts':
      return { carts: remembering(carts) }
    case 'doubled-orders':
      return { orders: { ...orders, place: placingTwice(orders) } }
    case 'wrong-lines':
      return {
        orders: {
          ...orders,
          place: (order, options) =>
            orders.place(
              { ...order, lines: order.lines.map((line) => ({ ...line, quantity: line.quantity + 1 })) },
              options,
            ),
        },
      }
    case 'others-profile':
      return { profiles: showingOthers(profiles) }
    default:
      throw new Error(`SHOP_FAULT names nothing to break: "${fault}"`)
  }
}

function dropping(carts: CartStore): CartStore {
  let adds = 0
  return {
    ...carts,
    async change(shopperId, change, options) {
      if (change.kind === 'add') adds += 1
      if (change.kind !== 'add' || adds % 5 !== 0) return carts.change(shopperId, change, options)
      return { cart: await carts.load(shopperId), replayed: false }
    },
  }
}

/** Soon after a login a cart is looked at by merging the guest's into it, so both ways are one look. */
function looking(
  carts: CartStore,
  show: (shopperId: string, own: () => Promise<Cart>) => Promise<Cart>,
): CartStore {
  return {
    ...carts,
    load: (shopperId) => show(shopperId, () => carts.load(shopperId)),
    mergeGuest: (guestId, accountId) => show(accountId, () => carts.mergeGuest(guestId, accountId)),
  }
}

function mixing(carts: CartStore): CartStore {
  const seen = new Map<string, Cart>()
  let looks = 0
  return looking(carts, async (shopperId, load) => {
    const own = await load()
    if (own.lines.length > 0) seen.set(shopperId, own)
    looks += 1
    const other = [...seen].find(([id]) => id !== shopperId)?.[1]
    return other && looks % 4 === 0 ? { ...own, lines: other.lines } : own
  })
}

function remembering(carts: CartStore): CartStore {
  const seen = new Map<string, { readonly at: number; readonly cart: Cart }>()
  return looking(carts, async (shopperId, load) => {
    const known = seen.get(shopperId)
    const cart = await load()
    if (known && Date.now() - known.at < 2000) return known.cart
    seen.set(shopperId, { at: Date.now(), cart })
    return cart
  })
}

function placingTwice(orders: ShopAdapters['orders']): ShopAdapters['orders']['place'] {
  return async (order, { key }) => {
    const twin = `${key}-twin`
    const request = { requestHash: twin, newOrderId: neighbourOf(order.id), leaseSeconds: 30 }
    const claim = await orders.claim(order.accountId, twin, request)
    if (claim.kind === 'claimed') await orders.place({ ...order, id: claim.orderId }, { key: twin })
    return orders.place(order, { key })
  }
}

/** Ids tell the time, so the twin's is made from the order's own. */
function neighbourOf(id: string) {
  return id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
}

function showingOthers(profiles: ShopAdapters['profiles']): ShopAdapters['profiles'] {
  const names = new Map<string, string>()
  return {
    ...profiles,
    async load(accountId) {
      const own = await profiles.load(accountId)
      if (own) names.set(accountId, own.displayName)
      const other = [...names].find(([id]) => id !== accountId)?.[1]
      return own && other ? { ...own, displayName: other } : own
    },
  }
}
