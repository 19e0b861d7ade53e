import { describe, expect, it } from 'vitest'
import { createTally, percentile95 } from './tally.ts'

const nothing = { isFirstCheck: false, isCartLost: false, isCartMixed: false, isLoginLost: false }

describe('the tally', () => {
  it('says for each second what happened in it', () => {
    const tally = createTally()
    tally.tick(1000)
    for (const tookMs of [10, 30, 20]) tally.onAnswer(tookMs)
    for (const status of [200, 503, 0]) tally.onOutcome(status)
    tally.onRetry()
    tally.tick(2000)
    tally.onVerdict({ ...nothing, isCartLost: true, detail: 'gone' })
    tally.tick(3000)

    expect(tally.points()).toEqual([
      { at: 2000, requests: 3, errors: 2, retries: 1, latency: 30, cartsLost: 0 },
      { at: 3000, requests: 0, errors: 0, retries: 0, latency: null, cartsLost: 1 },
    ])
    expect(tally.losses()).toEqual(['gone'])
  })

  it('forgets what is long ago when it is asked for the last seconds', () => {
    const tally = createTally()
    tally.tick(0)
    tally.onVerdict({ ...nothing, isCartLost: true })
    for (const at of [1, 2, 3, 4]) tally.tick(at * 1000)

    expect(tally.lately(4).cartsLost).toBe(1)
    expect(tally.lately(3).cartsLost).toBe(0)
    expect(tally.totals().cartsLost).toBe(1)
  })

  it('counts a refusal as an answer, not as an error', () => {
    const tally = createTally()

    tally.onOutcome(401)

    expect(tally.totals().errors).toBe(0)
  })

  it('names the value that 95 of 100 stay below', () => {
    expect(percentile95(Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(95)
    expect(percentile95([])).toBeNull()
  })
})
