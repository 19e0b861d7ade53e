import { expect, it } from 'vitest'
import { catalogueUrl, parseCatalogueQuery } from './catalogue-url.ts'

it('reads back the address it makes', () => {
  const query = { q: 'tea & "scones"', category: 'Tea & Coffee', sort: 'price-asc', page: 3 } as const

  const url = new URL(catalogueUrl(query), 'http://localhost')

  expect(parseCatalogueQuery(Object.fromEntries(url.searchParams))).toEqual(query)
})

it('leaves out what is the default', () => {
  expect(catalogueUrl({ sort: 'name', page: 1 })).toBe('/')
})

it.each(['-1', '0', '1.5', 'x', '1e99', ''])('takes page %j for the first', (page) => {
  expect(parseCatalogueQuery({ page }).page).toBeUndefined()
})

it('ignores a parameter given twice', () => {
  expect(parseCatalogueQuery({ q: ['a', 'b'], sort: ['name'], page: ['2', '3'] })).toEqual({})
})
