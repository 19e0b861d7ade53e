import type { Placed } from '@unsticky/kernel'
import type { CatalogEntry, Product, ProductId } from './product.ts'

/**
 * Keeps the products and their stock. Stock only goes down by placing an order, which is the order store's affair.
 * A backing service that does not answer is an `UnavailableError`.
 */
export interface CatalogStore extends Placed {
  /** Changes with every `put`; lets a reader keep the products until they change. */
  version(): Promise<string>
  /** All products, ordered by id. */
  list(): Promise<readonly Product[]>
  /** An unknown id is `undefined`. */
  get(id: ProductId): Promise<Product | undefined>
  /** Units left of each known product; an unknown id is left out. Always read fresh. */
  stock(ids: readonly ProductId[]): Promise<ReadonlyMap<ProductId, number>>
  /** Adds or replaces products, their stock included. */
  put(entries: readonly CatalogEntry[]): Promise<void>
  close(): Promise<void>
}
