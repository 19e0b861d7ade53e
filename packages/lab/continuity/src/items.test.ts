import { describe, expect, it } from 'vitest'
import { itemsFor } from './items.ts'

const productIds = Array.from({ length: 120 }, (_, index) => `product-${index}`)
const setOf = (shopper: number) => itemsFor(shopper, { productIds }).map(({ productId }) => productId)

describe('itemsFor', () => {
  it("gives no shopper a set of products that lies within another shopper's", () => {
    const sets = Array.from({ length: 2280 }, (_, shopper) => [...setOf(shopper)].sort().join())
    expect(new Set(sets).size).toBe(2280)
    expect(new Set(setOf(7)).size).toBe(3)
  })

  it('says so when there are more shoppers than sets', () => {
    expect(() => itemsFor(2280, { productIds })).toThrow(RangeError)
    expect(() => itemsFor(0, { productIds: productIds.slice(0, 5) })).toThrow(RangeError)
    expect(() => itemsFor(0, { productIds, lines: 2 })).toThrow(RangeError)
  })
})
