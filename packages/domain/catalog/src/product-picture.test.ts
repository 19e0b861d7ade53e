import { describe, expect, it } from 'vitest'
import { demoCatalog } from './demo-catalog.ts'
import { productPicture } from './product-picture.ts'

const products = demoCatalog().map(({ product }) => product)

describe('productPicture', () => {
  it('draws the same picture for the same id, on every instance', () => {
    for (const product of products) expect(productPicture(product)).toBe(productPicture({ ...product }))
  })

  it('draws pictures that can be told apart', () => {
    expect(new Set(products.map(productPicture)).size).toBe(products.length)
  })

  it('draws nothing that a browser cannot: no fraction gone wrong, nothing negative in size', () => {
    for (const product of products) {
      const svg = productPicture(product)
      expect(svg).toMatch(/^<svg [^>]+>(<(rect|circle|path) [^<>]+\/>){4}<\/svg>$/)
      expect(svg).not.toMatch(/NaN|undefined|Infinity| (r|rx|width|height)="-/)
    }
  })

  it('lets no text of the product into the picture', () => {
    const svg = productPicture({ id: '"><script>alert(1)</script>', category: '<b onload="x">' })

    expect(svg).not.toMatch(/script|onload|alert/)
  })
})
