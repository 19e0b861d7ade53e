import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { totalOf } from './order.ts'

describe('totalOf', () => {
  it('multiplies and adds', () => {
    const lines = [
      { productId: 'kettle', name: 'Kettle', quantity: 3, priceCents: 2990 },
      { productId: 'tea', name: 'Tea', quantity: 1, priceCents: 5 },
    ]

    expect(totalOf(lines)).toBe(8975)
    expect(totalOf([])).toBe(0)
  })

  it('is a whole number of cents, and the same in any order of the lines', () => {
    const line = fc.record({
      productId: fc.uuid(),
      name: fc.string(),
      quantity: fc.integer({ min: 1, max: 20 }),
      priceCents: fc.nat({ max: 10_000_000 }),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 50 }), (lines) => {
        const total = totalOf(lines)
        expect(Number.isSafeInteger(total) && total >= 0).toBe(true)
        expect(totalOf([...lines].reverse())).toBe(total)
      }),
    )
  })
})
