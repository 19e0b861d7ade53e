import type { CatalogCache, CatalogStore, ProductId } from '@unsticky/catalog'
import { type Now, UnavailableError } from '@unsticky/kernel'

interface GlanceOptions {
  readonly catalog: CatalogStore
  readonly catalogue: CatalogCache['current']
  readonly now: Now
  /** How old a count may be that is only shown, in milliseconds. */
  readonly maxAgeMs?: number
}

/**
 * Units left as a shopper sees them: read for all products at once, at most every few seconds, because the number
 * decides nothing (the order does). A copy to throw away, not state.
 */
export function createStockGlance({ catalog, catalogue, now, maxAgeMs = 2000 }: GlanceOptions) {
  // state-audit-ignore: a copy to throw away, read anew every two seconds; the order asks the store
  let counts: ReadonlyMap<string, number> = new Map()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined
  return { all, of, forget }

  /** Units left by product; empty when the store does not answer. */
  async function all(): Promise<ReadonlyMap<string, number>> {
    if (now() - readAt >= maxAgeMs) {
      reading ??= read().finally(() => {
        reading = undefined
      })
      await reading
    }
    return counts
  }

  /** Units left of one product, 0 for an unknown one. Throws `UnavailableError` when nobody knows. */
  async function of(productId: ProductId): Promise<number> {
    return (await all()).get(productId) ?? (await catalog.stock([productId])).get(productId) ?? 0
  }

  /** Whoever ordered here sees the new number at once. */
  function forget() {
    readAt = Number.NEGATIVE_INFINITY
  }

  async function read() {
    try {
      const { products } = await catalogue()
      counts = await catalog.stock(products.map(({ id }) => id))
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      counts = new Map()
    }
    readAt = now()
  }
}

export type StockGlance = ReturnType<typeof createStockGlance>
