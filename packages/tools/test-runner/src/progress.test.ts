import { describe, expect, it } from 'vitest'
import { progressLine } from './progress.ts'

const line = (left: readonly string[], lastTimes = {}) =>
  progressLine({ ended: [], left: new Set(left), total: 5, passedMs: 65_000, lastTimes, concurrency: 2 })

describe('progressLine', () => {
  it('says how many suites have ended, how long it took, and which are left', () => {
    expect(line(['@unsticky/cart', '@unsticky/fleet'])).toBe('3 of 5 suites, 1 min 5 s; 2 left: cart, fleet')
  })

  it('estimates what is left from the last run', () => {
    expect(line(['a', 'b'], { a: 100, b: 60 })).toContain('2 left, about 1 min 40 s:')
    expect(line(['a', 'b'], { a: 30, b: 30 })).toContain('2 left, about 30 s:')
  })

  it('does not guess about a suite that it has not seen', () => {
    expect(line(['a', 'b'], { a: 100 })).not.toContain('about')
  })

  it('names what has just ended', () => {
    expect(
      progressLine({
        ended: ['@unsticky/cart'],
        left: new Set(),
        total: 1,
        passedMs: 2000,
        lastTimes: {},
        concurrency: 1,
      }),
    ).toBe('1 of 1 suites, 2 s (ended: cart)')
  })
})
