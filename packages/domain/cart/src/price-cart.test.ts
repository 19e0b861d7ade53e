import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cart, type CartLine, emptyCart } from './cart.ts'
import { priceCart } from './price-cart.ts'

const cartOf = (...lines: CartLine[]): Cart => ({ ...emptyCart('account_anna'), lines })
const line = (productId: string, quantity: number, seenPriceCents = 990) => ({
  productId,
  quantity,
  seenPriceCents,
  addedAt: 1,
})
const selling = (id: string, priceCents: number, isForSale = true) => ({ id, priceCents, isForSale })

describe('priceCart', () => {
  it('takes today’s price and shows that it has changed', () => {
    const priced = priceCart(cartOf(line('kettle', 3, 990)), (id) => selling(id, 1290))

    expect(priced.lines[0]).toMatchObject({ priceCents: 1290, lineCents: 3870, isPriceChanged: true })
    expect(priced.totalCents).toBe(3870)
  })

  it('shows no change where there is none', () => {
    expect(priceCart(cartOf(line('kettle', 1)), (id) => selling(id, 990)).lines[0]?.isPriceChanged).toBe(
      false,
    )
  })

  it('keeps a line visible that cannot be bought, and out of the total', () => {
    const products = [selling('kettle', 990), selling('discontinued', 500, false)]

    const priced = priceCart(cartOf(line('kettle', 1), line('discontinued', 2), line('gone', 4)), (id) =>
      products.find((product) => product.id === id),
    )

    expect(priced.lines.map(({ isForSale }) => isForSale)).toEqual([true, false, false])
    expect(priced.totalCents).toBe(990)
    expect(priced.units).toBe(7)
    expect(priced.lines[2]).toMatchObject({ priceCents: 990, isPriceChanged: false })
  })

  it('has nothing to pay in an empty cart', () => {
    expect(priceCart(cartOf(), () => undefined)).toEqual({ lines: [], totalCents: 0, units: 0 })
  })

  it('adds up to whole cents, whatever the prices', () => {
    const anyLine = fc.record({
      productId: fc.uuid(),
      quantity: fc.integer({ min: 1, max: 20 }),
      seenPriceCents: fc.nat({ max: 10_000_000 }),
      addedAt: fc.nat(),
    })
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 50 }), fc.nat({ max: 10_000_000 }), (lines, today) => {
        const priced = priceCart(cartOf(...lines), (id) => selling(id, today))
        const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
        expect(Number.isSafeInteger(priced.totalCents)).toBe(true)
        expect(priced.totalCents).toBe(units * today)
      }),
    )
  })
})
