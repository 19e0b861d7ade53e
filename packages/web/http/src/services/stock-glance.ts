import type { CatalogCache, CatalogStore, ProductId } from '@unsticky/catalog'
import { type Now, UnavailableError } from '@unsticky/kernel'

interface GlanceOptions {
  readonly catalog: CatalogStore
  readonly catalogue: CatalogCache['current']
  readonly now: Now
  /** How old a count may be that is only shown, in milliseconds. */
  readonly maxAgeMs?: number
  /** How long the counts are waited for, in milliseconds: a page without them is better than one that is late. */
  readonly patienceMs?: number
}

interface Reading {
  readonly done: Promise<void>
  /** Resolves when the counts have taken too long to be waited for. */
  readonly overdue: Promise<unknown>
}

/**
 * Units left as a shopper sees them: read for all products at once, at most every few seconds, because the number
 * decides nothing (the order does). A copy to throw away, not state.
 */
export function createStockGlance({
  catalog,
  catalogue,
  now,
  maxAgeMs = 2000,
  patienceMs = 250,
}: GlanceOptions) {
  // state-audit-ignore: a copy to throw away, read anew every two seconds; the order asks the store
  let counts: ReadonlyMap<string, number> = new Map()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Reading | undefined
  return { all, of, forget }

  /** Units left by product, as last heard; empty when the store does not answer. */
  async function all(): Promise<ReadonlyMap<string, number>> {
    if (now() - readAt >= maxAgeMs) {
      reading ??= begin()
      await Promise.race([reading.done, reading.overdue])
    }
    return counts
  }

  function begin(): Reading {
    const done = read().finally(() => {
      reading = undefined
    })
    // Whoever waits hears of a bug; when nobody waits any more, nobody can.
    done.catch(() => {})
    return { done, overdue: new Promise((resolve) => setTimeout(resolve, patienceMs)) }
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
