import type { Shops } from './open-shops.ts'
import type { Shop } from './shop.ts'

/** What a row does to a running shop, and what it asserts of the outcome. */
export interface Experiment {
  /** Left out where the stateful shop has no such part. */
  readonly before?: (shop: Shop, shops: Shops) => Promise<void>
  readonly after: (shop: Shop, shops: Shops) => Promise<void>
}
