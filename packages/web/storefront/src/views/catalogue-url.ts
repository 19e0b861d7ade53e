import type { ProductQuery } from '@unsticky/catalog'

/** What the address of the catalogue page can ask for. */
export interface CatalogueQuery {
  readonly q?: string | undefined
  readonly category?: string | undefined
  readonly sort?: ProductQuery['sort']
  readonly page?: number | undefined
}

/** The address of a catalogue page; what is the default is left out. */
export function catalogueUrl({ q, category, sort, page }: CatalogueQuery): string {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (category) search.set('category', category)
  if (sort && sort !== 'name') search.set('sort', sort)
  if (page && page > 1) search.set('page', String(page))
  return search.size === 0 ? '/' : `/?${search}`
}

/** Reads an address that anybody may have typed: what makes no sense falls back to the default. */
export function parseCatalogueQuery(raw: Readonly<Record<string, unknown>>): CatalogueQuery {
  const page = Number(text(raw.page))
  const sort = text(raw.sort)
  return {
    q: text(raw.q)?.trim().slice(0, 100) || undefined,
    category: text(raw.category)?.slice(0, 100) || undefined,
    sort: sort === 'price-asc' || sort === 'price-desc' ? sort : undefined,
    page: Number.isSafeInteger(page) && page > 1 ? page : undefined,
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
