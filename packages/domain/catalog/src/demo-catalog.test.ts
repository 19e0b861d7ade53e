import { describe, expect, it } from 'vitest'
import { demoCatalog } from './demo-catalog.ts'

const products = demoCatalog().map(({ product }) => product)

describe('demoCatalog', () => {
  it('has at least 120 products in at least 8 categories', () => {
    expect(products.length).toBeGreaterThanOrEqual(120)
    expect(new Set(products.map(({ category }) => category)).size).toBeGreaterThanOrEqual(8)
  })

  it('gives every product an id of its own, fit for a URL', () => {
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length)
    for (const { id } of products) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it('has prices in whole cents, texts, and units to sell', () => {
    for (const { product, stock } of demoCatalog()) {
      expect(Number.isSafeInteger(product.priceCents) && product.priceCents > 0, product.id).toBe(true)
      expect(Number.isSafeInteger(stock) && stock > 0, product.id).toBe(true)
      expect(product.name.length * product.description.length, product.id).toBeGreaterThan(0)
    }
  })

  it('is the same at every start, so that runs can be compared', () => {
    expect(demoCatalog()).toEqual(demoCatalog())
  })
})
