import { createLedger } from '@unsticky/continuity'
import { describe, expect, it } from 'vitest'
import { createVerdict, type ShopperVerdict } from './verdict.ts'

describe('the verdict on one shopper', () => {
  it('reports a lost cart once, with a sentence', () => {
    const { ledger, verdict, reports } = start()
    ledger.invoke('addToCart', { productId: 'tea', quantity: 1 }).answered(200)

    for (const _look of [1, 2]) {
      ledger.invoke('readCart').answered(200, () => ({ lines: [] }))
      verdict.reconsider()
    }

    expect(reports.filter(({ isCartLost }) => isCartLost)).toHaveLength(1)
    expect(reports[0]?.detail).toContain('shows an empty cart')
    expect(verdict.isCartLost()).toBe(true)
  })

  it('accuses nobody when the cart shows what was put in', () => {
    const { ledger, verdict, reports } = start()
    const line = { productId: 'tea', quantity: 1 }
    ledger.invoke('addToCart', line).answered(200)
    ledger.invoke('readCart').answered(200, () => ({ lines: [line] }))

    verdict.reconsider()

    expect(reports).toEqual([
      { isFirstCheck: true, isCartLost: false, isCartMixed: false, isLoginLost: false, detail: undefined },
    ])
  })
})

function start() {
  const ledger = createLedger({ shopper: 'ada', now: () => 0 })
  const reports: ShopperVerdict[] = []
  return { ledger, reports, verdict: createVerdict(ledger, (report) => reports.push(report)) }
}
