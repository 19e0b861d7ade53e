import type { Now } from '@unsticky/kernel'
import type { CatalogStore } from './catalog-store.port.ts'
import type { Product, ProductId } from './product.ts'

/** Reads products from memory as long as the store's version stays the same. */
export interface CachedCatalog {
  readonly version: string
  readonly products: readonly Product[]
  get(id: ProductId): Product | undefined
}

interface CacheOptions {
  readonly now: Now
  /** How long a version is trusted without asking the store, in milliseconds. */
  readonly trustMs?: number
  /** From which age on the store is asked while the copy is still served: who comes later does not wait. */
  readonly aheadMs?: number
  /** How long a look at the store is waited for when there is a copy, in milliseconds. */
  readonly patienceMs?: number
}

interface Refresh {
  readonly done: Promise<CachedCatalog>
  /** Resolves when the look has taken too long to be waited for. */
  readonly overdue: Promise<unknown>
}

/**
 * The products of a store, held in memory by version. This is a copy that can be thrown away at any time, not state:
 * the store stays the only owner. While the store does not answer, the last copy is served: a catalogue a few
 * seconds old is better than none, and an order checks price and stock again. A store that takes its time is not waited
 * for: whoever comes meanwhile gets the last copy, and the next ones what the store said.
 */
export function createCatalogCache(
  store: CatalogStore,
  { now, trustMs = 2000, aheadMs = 1500, patienceMs = 250 }: CacheOptions,
) {
  // state-audit-ignore: a copy to throw away, compared with the version in the store every two seconds
  let copy: CachedCatalog | undefined
  let checkedAt = Number.NEGATIVE_INFINITY
  let loading: Refresh | undefined
  return { current }

  async function current(): Promise<CachedCatalog> {
    const age = now() - checkedAt
    if (copy && age < aheadMs) return copy
    loading ??= begin()
    const { done, overdue } = loading
    if (copy && age < trustMs) return copy
    const last = copy
    return last ? Promise.race([done, overdue.then(() => last)]) : done
  }

  function begin(): Refresh {
    const done = refresh().finally(() => {
      loading = undefined
    })
    done.catch(() => {}) // ahead of time, nobody waits for it
    return { done, overdue: new Promise((resolve) => setTimeout(resolve, patienceMs)) }
  }

  async function refresh(): Promise<CachedCatalog> {
    try {
      const version = await store.version()
      if (copy?.version !== version) copy = indexProducts(version, await store.list())
    } catch (error) {
      if (!copy) throw error
    }
    checkedAt = now()
    return copy as CachedCatalog
  }
}

export type CatalogCache = ReturnType<typeof createCatalogCache>

function indexProducts(version: string, products: readonly Product[]): CachedCatalog {
  const byId = new Map(products.map((product) => [product.id, product]))
  return { version, products, get: (id) => byId.get(id) }
}
