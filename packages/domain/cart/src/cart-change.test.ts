import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cart, type CartLine, cartLimits, countUnits, emptyCart } from './cart.ts'
import { applyChange, type CartChange } from './cart-change.ts'
import { CartFullError, QuantityLimitError } from './errors.ts'

const limits = cartLimits
const now = 1_800_000_000_000
const apply = (cart: Cart, change: CartChange) => applyChange(cart, change, { now, limits })
const adding = (productId: string, quantity = 1, priceCents = 990): CartChange => ({
  kind: 'add',
  productId,
  quantity,
  priceCents,
})
const cartOf = (...lines: CartLine[]): Cart => ({ ...emptyCart('account_anna'), lines, revision: 7 })
const line = (productId: string, quantity: number, fields: Partial<CartLine> = {}): CartLine => ({
  productId,
  quantity,
  seenPriceCents: 990,
  addedAt: 1,
  ...fields,
})

describe('add', () => {
  it('makes a line with the price seen and the time', () => {
    const { lines } = apply(cartOf(), adding('kettle', 2, 2990))

    expect(lines).toEqual([{ productId: 'kettle', quantity: 2, seenPriceCents: 2990, addedAt: now }])
  })

  it('adds to a line, takes the price of today and keeps the place', () => {
    const { lines } = apply(cartOf(line('kettle', 2), line('tea', 1)), adding('kettle', 3, 1290))

    expect(lines).toEqual([line('kettle', 5, { seenPriceCents: 1290 }), line('tea', 1)])
  })

  it('takes exactly as many as fit', () => {
    const full = apply(cartOf(line('kettle', 15)), adding('kettle', 5))

    expect(countUnits(full)).toBe(limits.maxQuantity)
    expect(() => apply(full, adding('kettle', 1))).toThrow(QuantityLimitError)
  })

  it('refuses a line too many, but not more of a line that is there', () => {
    const full = cartOf(...Array.from({ length: limits.maxLines }, (_, index) => line(`product-${index}`, 1)))

    expect(() => apply(full, adding('tea'))).toThrow(CartFullError)
    expect(countUnits(apply(full, adding('product-0')))).toBe(limits.maxLines + 1)
  })
})

describe('set', () => {
  const set = (quantity: number): CartChange => ({ kind: 'set', productId: 'kettle', quantity })

  it('sets the units, and 0 removes the line', () => {
    expect(apply(cartOf(line('kettle', 2)), set(9)).lines).toEqual([line('kettle', 9)])
    expect(apply(cartOf(line('kettle', 2)), set(0)).lines).toEqual([])
  })

  it('makes no line, and refuses too many units even then', () => {
    expect(apply(cartOf(), set(3)).lines).toEqual([])
    expect(() => apply(cartOf(), set(limits.maxQuantity + 1))).toThrow(QuantityLimitError)
  })
})

describe('take', () => {
  it('takes what was bought and leaves what was added meanwhile', () => {
    const bought = [
      { productId: 'kettle', quantity: 2 },
      { productId: 'tea', quantity: 1 },
      { productId: 'gone', quantity: 4 },
    ]

    const { lines } = apply(cartOf(line('kettle', 3), line('tea', 1), line('bowl', 1)), {
      kind: 'take',
      lines: bought,
    })

    expect(lines).toEqual([line('kettle', 1), line('bowl', 1)])
  })
})

describe('merge', () => {
  const merge = (...lines: CartLine[]): CartChange => ({ kind: 'merge', lines })

  it('adds units to lines that are there, whose price stays, and appends the others', () => {
    const guests = [line('tea', 2, { seenPriceCents: 1 }), line('bowl', 1)]

    const { lines } = apply(cartOf(line('kettle', 1), line('tea', 3)), merge(...guests))

    expect(lines).toEqual([line('kettle', 1), line('tea', 5), line('bowl', 1)])
  })

  it('is cut at the limits, never refused', () => {
    const almostFull = Array.from({ length: limits.maxLines - 1 }, (_, index) => line(`product-${index}`, 19))

    const { lines } = apply(
      cartOf(...almostFull),
      merge(line('product-0', 9), line('tea', 1), line('bowl', 1)),
    )

    expect(lines).toHaveLength(limits.maxLines)
    expect(lines[0]?.quantity).toBe(limits.maxQuantity)
    expect(lines.at(-1)?.productId).toBe('tea')
  })
})

describe('any sequence of changes', () => {
  const productId = fc.constantFrom(...Array.from({ length: 60 }, (_, index) => `product-${index}`))
  const quantity = fc.integer({ min: 1, max: 25 })
  const few = fc.integer({ min: 1, max: limits.maxQuantity })
  const lines = fc.uniqueArray(
    fc.record({
      productId,
      quantity: few,
      seenPriceCents: fc.nat(),
      addedAt: fc.nat(),
    }),
    { selector: (each) => each.productId },
  )
  const anyChange: fc.Arbitrary<CartChange> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('add'), productId, quantity, priceCents: fc.nat() }),
    },
    fc.record({ kind: fc.constant('set'), productId, quantity: fc.nat({ max: 25 }) }),
    fc.record({ kind: fc.constant('take'), lines }),
    fc.record({ kind: fc.constant('merge'), lines }),
  )

  it('keeps to the limits, has each product once, and counts every change', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 120 }), (changes) => {
        let cart = emptyCart('account_anna')
        for (const change of changes) {
          const before = structuredClone(cart)
          const after = attempt(() => apply(cart, change))
          expect(cart).toEqual(before)
          if (after) expect(after.revision).toBe(cart.revision + 1)
          cart = after ?? cart
        }
        expect(cart.lines.length).toBeLessThanOrEqual(limits.maxLines)
        expect(new Set(cart.lines.map((each) => each.productId)).size).toBe(cart.lines.length)
        for (const { quantity } of cart.lines) {
          expect(Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= limits.maxQuantity).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('takes out again what was added, to the unit', () => {
    fc.assert(
      fc.property(productId, few, (product, units) => {
        const added = apply(cartOf(line('bowl', 1)), adding(product, units))
        const taken = apply(added, { kind: 'take', lines: [{ productId: product, quantity: units }] })
        expect(taken.lines).toEqual([line('bowl', 1)])
      }),
    )
  })
})

function attempt(action: () => Cart): Cart | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof QuantityLimitError || error instanceof CartFullError) return undefined
    throw error
  }
}
