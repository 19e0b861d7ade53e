import { demoProducts } from './demo-products.ts'
import type { CatalogEntry } from './product.ts'

/** The made-up assortment of the demo: the same at every start, so that runs can be compared. */
export function demoCatalog(): readonly CatalogEntry[] {
  const entries = Object.entries(demoProducts).flatMap(([category, rows]) =>
    rows.map((row, index) => toEntry(category, row, index)),
  )
  return [...entries, scarce]
}

function toEntry(
  category: string,
  [name, priceCents, description]: readonly [string, number, string],
  index: number,
): CatalogEntry {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return {
    product: { id, name, description, category, priceCents, status: 'active' },
    stock: 400 + ((index * 137) % 600),
  }
}

/** Fewer than a crowd wants: what is sold of it beyond these units was sold twice. */
const scarce: CatalogEntry = {
  product: {
    id: 'limited-edition-print',
    name: 'Limited Edition Print',
    description: 'Limited Edition Print, numbered and signed. When it is gone, it is gone.',
    category: 'Books & Paper',
    priceCents: 12_900,
    status: 'active',
  },
  stock: 30,
}
