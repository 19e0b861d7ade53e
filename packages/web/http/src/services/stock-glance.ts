import type { CatalogStore, ProductId } from '@unsticky/catalog'
import { type Now, UnavailableError } from '@unsticky/kernel'
import { createStockReader } from './stock-reader.ts'

interface GlanceOptions {
  readonly catalog: Pick<CatalogStore, 'stock'>
  readonly now: Now
  /** How old a count may be that a product's page shows, in milliseconds. */
  readonly trustMs?: number
  /** From which age on a count is read anew while it is still shown: who comes later does not wait. */
  readonly aheadMs?: number
  /** How old a count may be beside a line of a cart. */
  readonly shownMs?: number
  /** How long a product's page waits for its count before it takes the last one. */
  readonly patienceMs?: number
}

/**
 * Units left as a shopper sees them. The number decides nothing, the order does; so only products that somebody looks at
 * are read, all that are asked for at one moment in one request, and a cart shows the last copy while it is refreshed.
 * What this costs grows with what shoppers look at, not with the catalogue or the number of idle instances.
 */
export function createStockGlance({
  catalog,
  now,
  trustMs = 2000,
  aheadMs = 1500,
  shownMs = 30_000,
  patienceMs = 250,
}: GlanceOptions) {
  const reader = createStockReader({ catalog, now })
  return { lastKnown, look, of, forget: reader.forget }

  /** Units left of the products that are known, at once: nobody waits for a number beside a line of a cart. */
  function lastKnown(ids: readonly ProductId[]): ReadonlyMap<ProductId, number> {
    const known = new Map<ProductId, number>()
    for (const id of ids) {
      look(id)
      const { units, readAt } = reader.copyOf(id)
      if (units !== undefined && now() - readAt < shownMs) known.set(id, units)
    }
    return known
  }

  /** Reads a count that is about to be shown, unless it is known well enough. */
  function look(id: ProductId): void {
    const { readAt, failedAt, isMoved } = reader.copyOf(id)
    if (!isMoved && now() - Math.max(readAt, failedAt) < aheadMs) return
    reader.read(id).catch(() => {}) // whoever waits for this count hears of it
  }

  /** Units left of one product, 0 for an unknown one. Throws `UnavailableError` when nobody knows. */
  async function of(id: ProductId): Promise<number> {
    if (isFresh(id)) look(id)
    else if ((await withPatience(reader.read(id))) === 'late' && hasLast(id))
      return reader.copyOf(id).units ?? 0
    if (isFresh(id)) return reader.copyOf(id).units ?? 0
    return (await catalog.stock([id])).get(id) ?? 0
  }

  function isFresh(id: ProductId) {
    const { units, readAt, isMoved } = reader.copyOf(id)
    return units !== undefined && !isMoved && now() - readAt < trustMs
  }

  function hasLast(id: ProductId) {
    const { units, readAt } = reader.copyOf(id)
    return units !== undefined && now() - readAt < shownMs
  }

  async function withPatience(read: Promise<void>) {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), patienceMs)
    })
    const done = read.catch((error: unknown) => {
      if (!(error instanceof UnavailableError)) throw error
    })
    return Promise.race([done, late]).finally(() => clearTimeout(timer))
  }
}

export type StockGlance = ReturnType<typeof createStockGlance>
