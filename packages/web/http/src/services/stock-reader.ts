import type { CatalogStore, ProductId } from '@unsticky/catalog'
import type { Now } from '@unsticky/kernel'

interface ReaderOptions {
  readonly catalog: Pick<CatalogStore, 'stock'>
  readonly now: Now
}

interface Count {
  units?: number
  /** When the read began that brought it. */
  readAt: number
  failedAt: number
  /** Orders placed here until then: an older count is from before the last one. */
  orders: number
  reading?: { readonly done: Promise<void>; readonly orders: number } | undefined
}

/** Reads counts from the store and keeps the last ones. One request at a time, for all that was asked for meanwhile. */
export function createStockReader({ catalog, now }: ReaderOptions) {
  // state-audit-ignore: copies to throw away, read anew while somebody looks at them; the order asks the store
  const counts = new Map<ProductId, Count>()
  let orders = 0
  // state-audit-ignore: who waits in this process for the next read of the store
  let waiting = new Set<ProductId>()
  let next: Promise<void> | undefined
  let underWay: Promise<void> = Promise.resolve()
  return { copyOf, read, forget }

  function copyOf(id: ProductId) {
    const { units, readAt, failedAt, orders: upTo } = countOf(id)
    return { units, readAt, failedAt, isMoved: upTo !== orders }
  }

  /** Resolves when the count of this product was read by a request that began after this call, or waits already. */
  function read(id: ProductId): Promise<void> {
    const count = countOf(id)
    if (count.reading?.orders === orders) return count.reading.done
    waiting.add(id)
    next ??= underWay.catch(() => {}).then(begin)
    count.reading = { done: next, orders }
    return next
  }

  /** Whoever ordered here sees the new number at once. */
  function forget() {
    orders += 1
  }

  function begin(): Promise<void> {
    const ids = [...waiting]
    waiting = new Set()
    next = undefined
    underWay = ask(ids)
    return underWay
  }

  async function ask(ids: readonly ProductId[]) {
    const begun = { readAt: now(), orders }
    try {
      const found = await catalog.stock(ids)
      for (const id of ids)
        counts.set(id, { ...begun, failedAt: 0, units: found.get(id) ?? 0, reading: newer(id, begun) })
    } catch (error) {
      for (const id of ids)
        Object.assign(countOf(id), { failedAt: now(), orders: begun.orders, reading: newer(id, begun) })
      throw error
    }
  }

  /** A read that was asked for after an order, while this one was under way. */
  function newer(id: ProductId, begun: { readonly orders: number }) {
    const { reading } = countOf(id)
    return reading && reading.orders > begun.orders ? reading : undefined
  }

  function countOf(id: ProductId): Count {
    const count = counts.get(id) ?? {
      readAt: Number.NEGATIVE_INFINITY,
      failedAt: Number.NEGATIVE_INFINITY,
      orders,
    }
    counts.set(id, count)
    return count
  }
}
