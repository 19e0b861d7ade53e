import type { CatalogEntry, CatalogStore } from '@unsticky/catalog'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshProductId } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { expectUnavailable } from './unavailable.ts'

export type CatalogStoreHarness = Harness<CatalogStore>

/** Everything that `catalog-store.port.ts` promises. */
export function describeCatalogStore(name: string, harness: CatalogStoreHarness): void {
  describe(`CatalogStore contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('gives a product that was put, and its stock', async ({ store }) => {
      const entry = freshEntry({ stock: 7 })

      await store.put([entry])

      expect(await store.get(entry.product.id)).toEqual(entry.product)
      expect(await store.stock([entry.product.id])).toEqual(new Map([[entry.product.id, 7]]))
    })

    promises('finds no unknown product, and leaves it out of the stock', async ({ store }) => {
      const [unknown, entry] = [freshProductId('ghost'), freshEntry({ stock: 0 })]
      await store.put([entry])

      expect(await store.get(unknown)).toBeUndefined()
      expect(await store.stock([unknown, entry.product.id])).toEqual(new Map([[entry.product.id, 0]]))
    })

    promises('answers for no ids, and for one that is asked twice', async ({ store }) => {
      const entry = freshEntry({ stock: 3 })
      const { id } = entry.product
      await store.put([entry])

      expect(await store.stock([])).toEqual(new Map())
      expect(await store.stock([id, id])).toEqual(new Map([[id, 3]]))
    })

    promises('lists all products by id, also more than fit into one batch', async ({ store }) => {
      const entries = Array.from({ length: 130 }, (_, index) => freshEntry({ stock: index }))
      const ids = entries.map(({ product }) => product.id)

      await store.put(entries)

      const listed = (await store.list()).filter(({ id }) => ids.includes(id))
      expect(listed.map(({ id }) => id)).toEqual([...ids].sort())
      expect((await store.stock(ids)).size).toBe(130)
    })

    promises('replaces a product and its stock', async ({ store }) => {
      const entry = freshEntry({ stock: 7 })
      await store.put([entry])
      const product = { ...entry.product, priceCents: 3490, status: 'discontinued' as const }

      await store.put([{ product, stock: 2 }])

      expect(await store.get(product.id)).toEqual(product)
      expect((await store.stock([product.id])).get(product.id)).toBe(2)
      expect((await store.list()).filter(({ id }) => id === product.id)).toEqual([product])
    })

    promises('changes its version with every put, and only then', async ({ store }) => {
      await store.put([freshEntry()])
      const before = await store.version()
      const unchanged = await store.version()

      await store.put([freshEntry()])
      const after = await store.version()

      expect(unchanged).toBe(before)
      expect(after).not.toBe(before)
    })

    needs('sharing', 'is visible to a second instance, version and stock included', async (stage) => {
      const { store, reopen } = stage
      const second = await reopen()
      const entry = freshEntry({ stock: 5 })

      await store.put([entry])

      expect(await second.get(entry.product.id)).toEqual(entry.product)
      expect((await second.stock([entry.product.id])).get(entry.product.id)).toBe(5)
      expect(await second.version()).toBe(await store.version())
    })

    needs('survival', 'keeps the products when its process ends', async ({ store, closeStore, reopen }) => {
      const entry = freshEntry()
      await store.put([entry])
      await closeStore()

      expect(await (await reopen()).get(entry.product.id)).toEqual(entry.product)
    })

    needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
      const { store, breakService } = stage
      await breakService()

      await expectUnavailable([
        () => store.version(),
        () => store.list(),
        () => store.get('kettle'),
        () => store.stock(['kettle']),
        () => store.put([freshEntry()]),
      ])
    })
  })
}

function freshEntry({ stock = 10 }: { stock?: number } = {}): CatalogEntry {
  const texts = { name: 'Crème Kettle & Co.', description: 'Boils; whistles.', category: 'Kitchen' }
  return { product: { id: freshProductId(), ...texts, priceCents: 2990, status: 'active' }, stock }
}
