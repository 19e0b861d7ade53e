import { createCatalogCache } from '@unsticky/catalog'
import type { Now } from '@unsticky/kernel'
import { inventory, type ShopAdapters, type StateInventoryRow } from './adapters.ts'
import { createAccountServices } from './services/account-services.ts'
import { createCartServices } from './services/cart-services.ts'
import { createDeviceServices } from './services/device-services.ts'
import { createOrderServices } from './services/order-services.ts'
import { createStockGlance } from './services/stock-glance.ts'

export interface ServicesOptions {
  readonly version: string
  readonly instanceId: string
  readonly now: Now
  /** For what happens after an answer has been given. */
  readonly log: { warn(details: object, message: string): void }
}

/** The use cases, bound to the adapters of one composition: what routes and pages call. */
export function createServices(adapters: ShopAdapters, { version, instanceId, now, log }: ServicesOptions) {
  const { catalog, cartEvents } = adapters
  const cache = createCatalogCache(catalog, { now })
  const glance = createStockGlance({ catalog, now })
  const cartServices = createCartServices({ events: cartEvents, catalogue: cache.current, glance })
  return {
    version,
    instanceId,
    inventory: (): readonly StateInventoryRow[] => inventory(adapters),
    catalogue: cache.current,
    /** Units left of a product, seconds old at most. */
    unitsLeft: glance.of,
    ...cartServices,
    ...createDeviceServices(cartEvents),
    ...createAccountServices(adapters, { now }),
    ...createOrderServices(adapters, {
      now,
      log,
      view: cartServices.view,
      stockMoved: glance.forget,
    }),
  }
}

export type ShopServices = ReturnType<typeof createServices>
export type { CartView, CartViewLine } from './services/cart-services.ts'
export type { Checkout } from './services/order-services.ts'
