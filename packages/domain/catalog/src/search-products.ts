import type { Product } from './product.ts'

export interface ProductQuery {
  /** Words that must all occur in name, description or category; case and accents do not matter. */
  readonly text?: string | undefined
  readonly category?: string | undefined
  readonly sort?: 'name' | 'price-asc' | 'price-desc' | undefined
  /** From 1. */
  readonly page?: number | undefined
  readonly pageSize?: number | undefined
}

export interface ProductPage {
  readonly products: readonly Product[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

export function searchProducts(products: readonly Product[], query: ProductQuery): ProductPage {
  const { page = 1, pageSize = 24 } = query
  const found = products.filter((product) => isListed(product, query)).sort(order[query.sort ?? 'name'])
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  return { products: found.slice((page - 1) * pageSize, page * pageSize), total: found.length, page, pages }
}

/** Categories that have at least one product for sale, by name, with their number of products. */
export function listCategories(products: readonly Product[]): readonly { name: string; products: number }[] {
  const counts = new Map<string, number>()
  for (const { category, status } of products) {
    if (status === 'active') counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  return [...counts]
    .map(([name, count]) => ({ name, products: count }))
    .sort((a, b) => compareText(a.name, b.name))
}

/** With a locale of its own: instances on machines with different languages must sort alike. */
const compareText = new Intl.Collator('en').compare

const order = {
  name: (a: Product, b: Product) => compareText(a.name, b.name) || compareText(a.id, b.id),
  'price-asc': (a: Product, b: Product) => a.priceCents - b.priceCents || compareText(a.id, b.id),
  'price-desc': (a: Product, b: Product) => b.priceCents - a.priceCents || compareText(a.id, b.id),
}

function isListed(product: Product, { text = '', category }: ProductQuery) {
  if (product.status !== 'active') return false
  if (category && product.category !== category) return false
  const haystack = plain(`${product.name} ${product.description} ${product.category}`)
  return plain(text)
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
