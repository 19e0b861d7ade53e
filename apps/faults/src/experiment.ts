import type { LocalCloud } from '@unsticky/local-cloud'
import type { Shop } from './shop.ts'

/** What a row does to a running shop, and what it asserts of the outcome. */
export interface Experiment {
  /** Left out where the stateful shop has no such part. */
  readonly before?: (shop: Shop) => Promise<void>
  readonly after: (shop: Shop, cloud: LocalCloud) => Promise<void>
}
