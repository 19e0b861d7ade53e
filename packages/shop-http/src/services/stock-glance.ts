import type { CatalogCache, CatalogStore } from '@unsticky/catalog'
import { type Now, UnavailableError } from '@unsticky/kernel'

interface GlanceOptions {
  readonly catalog: CatalogStore
  readonly catalogue: CatalogCache['current']
  readonly now: Now
  /** How old a count may be that is only shown, in milliseconds. */
  readonly maxAgeMs?: number
}

/**
 * Units left as a shopper sees them in the cart: read for all products at once, at most every few seconds, because
 * the number decides nothing (the order does). A copy to throw away, not state. Unknown when the store does not answer.
 */
export function createStockGlance({ catalog, catalogue, now, maxAgeMs = 2000 }: GlanceOptions) {
  let counts: ReadonlyMap<string, number> = new Map()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  return async function unitsLeft(): Promise<ReadonlyMap<string, number>> {
    if (now() - readAt >= maxAgeMs) {
      reading ??= read().finally(() => {
        reading = undefined
      })
      await reading
    }
    return counts
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
