import { describe, expect, it } from 'vitest'
import type { Product } from './product.ts'
import { listCategories, searchProducts } from './search-products.ts'

const products: readonly Product[] = [
  product('copper-kettle', { name: 'Copper Kettle', category: 'Kitchen', priceCents: 2990 }),
  product('creme-brulee', { name: 'Crème Brûlée Dish', category: 'Kitchen', priceCents: 890 }),
  product('green-tea', { name: 'Green Tea', category: 'Tea', priceCents: 890, description: 'From Uji.' }),
  product('old-kettle', { name: 'Old Kettle', category: 'Antiques', priceCents: 1, status: 'discontinued' }),
]
const ids = (query: Parameters<typeof searchProducts>[1]) =>
  searchProducts(products, query).products.map(({ id }) => id)

describe('searchProducts', () => {
  it('lists by name what is for sale', () => {
    expect(ids({})).toEqual(['copper-kettle', 'creme-brulee', 'green-tea'])
  })

  it('finds words in name, description and category, whatever their case, accents and order', () => {
    expect(ids({ text: 'KETTLE copper' })).toEqual(['copper-kettle'])
    expect(ids({ text: 'creme brulee' })).toEqual(['creme-brulee'])
    expect(ids({ text: 'Brûlée' })).toEqual(['creme-brulee'])
    expect(ids({ text: 'uji' })).toEqual(['green-tea'])
    expect(ids({ text: '  kitchen\t ' })).toEqual(['copper-kettle', 'creme-brulee'])
  })

  it('wants every word, and takes none for a pattern', () => {
    expect(ids({ text: 'kettle tea' })).toEqual([])
    expect(ids({ text: '.*' })).toEqual([])
  })

  it('keeps to a category', () => {
    expect(ids({ category: 'Kitchen' })).toEqual(['copper-kettle', 'creme-brulee'])
    expect(ids({ category: 'Antiques' })).toEqual([])
  })

  it('sorts by price, the same price by id', () => {
    expect(ids({ sort: 'price-asc' })).toEqual(['creme-brulee', 'green-tea', 'copper-kettle'])
    expect(ids({ sort: 'price-desc' })).toEqual(['copper-kettle', 'creme-brulee', 'green-tea'])
  })

  it('gives one page and says how many there are', () => {
    expect(searchProducts(products, { page: 2, pageSize: 2 })).toMatchObject({ total: 3, page: 2, pages: 2 })
    expect(ids({ page: 2, pageSize: 2 })).toEqual(['green-tea'])
    expect(ids({ page: 9, pageSize: 2 })).toEqual([])
    expect(searchProducts([], {})).toEqual({ products: [], total: 0, page: 1, pages: 1 })
  })
})

describe('listCategories', () => {
  it('names the categories that have something for sale, with how much', () => {
    expect(listCategories(products)).toEqual([
      { name: 'Kitchen', products: 2 },
      { name: 'Tea', products: 1 },
    ])
  })
})

function product(id: string, fields: Partial<Product>): Product {
  return { id, name: id, description: '', category: '', priceCents: 1, status: 'active', ...fields }
}
