import type { CatalogStore } from '@unsticky/catalog'
import type { OrderStore } from '@unsticky/orders'
import { describe } from 'vitest'
import type { Harness, Opened } from '../../harness.ts'
import { createSuite } from '../../suite.ts'
import { claimPromises } from './claims.ts'
import { placePromises } from './places.ts'
import { sharingPromises } from './sharing.ts'
import { stockPromises } from './stock.ts'
import { transitionPromises } from './transitions.ts'

/** The order store, and the catalogue whose stock it takes. */
export interface OpenedOrderStore extends Opened<OrderStore> {
  readonly catalog: CatalogStore
}

export type OrderStoreHarness = Harness<OrderStore, OpenedOrderStore>
export type OrderSuite = ReturnType<typeof createSuite<OrderStore, OpenedOrderStore>>

/** Everything that `order-store.port.ts` promises. */
export function describeOrderStore(name: string, harness: OrderStoreHarness): void {
  describe(`OrderStore contract: ${name}`, { timeout: 60_000 }, () => {
    const suite = createSuite(harness)
    describe('claims', () => claimPromises(suite))
    describe('placing', () => placePromises(suite))
    describe('stock', () => stockPromises(suite))
    describe('transitions', () => transitionPromises(suite))
    describe('sharing', () => sharingPromises(suite))
  })
}
